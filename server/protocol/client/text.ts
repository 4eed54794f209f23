import type { Advice } from '../capture.ts'
import type { Hint } from '../hints.ts'
import type { ConsentScope } from '../session.ts'
import type { OutcomeCode } from './outcomeCodes.ts'
import type { Trouble } from './troubles.ts'

/** Every word that a person reads in this client. Each page says what to do. */
export interface Words {
  /** For `lang` and Accept-Language. */
  tag: 'zh-CN' | 'en'
  dialogLabel: string
  switchLanguage: string
  largeText: string
  normalText: string
  voiceOn: string
  voiceOff: string
  close: string
  demoBanner: string
  opening: string
  linking: string
  otherWay: string
  consent: {
    title: (business: string) => string
    purpose: (purpose: string) => string
    what: string
    scope: Record<ConsentScope, string>
    notStored: string
    /** Instead of those above, where the voice is recorded. */
    withVoice: {
      scope: Record<ConsentScope, string>
      notStored: string
      agree: (title: string) => string
    }
    business: (business: string) => string
    readFirst: (title: string) => string
    readLink: (title: string) => string
    agree: (title: string) => string
    guardian: string
    tickFirst: string
    button: string
    busy: string
    decline: string
    voluntary: string
    back: string
  }
  identity: {
    title: string
    reason: string
    name: string
    idCard: string
    idCardHelp: string
    nameMissing: string
    idCardWrong: string
    button: string
    busy: string
    known: (name: string, idCard: string) => string
  }
  tips: {
    title: string
    about: string
    light: string
    distance: string
    uncovered: string
    brightness: string
    flashTitle: string
    flash: string
    flashOther: string
    camera: string
    button: string
    /** Where something is to be said. */
    voice: {
      about: string
      quiet: string
      mouth: string
      coming: string
      colours: string
      digits: string
      camera: string
      button: string
    }
  }
  starting: { camera: string; cameraHelp: string; bothHelp: string; server: string }
  preview: { first: string; hold: string; help: string; weakNetwork: string }
  hints: Record<Hint, string>
  light: { still: string; help: string }
  digits: {
    quiet: string
    say: string
    /** Between two digits. */
    next: string
    over: string
    listening: string
    heard: string
  }
  checking: { title: string; help: string; long: string; cancel: string }
  result: {
    passed: string
    passedHelp: string
    notYet: string
    failed: string
    failedHelp: string
    advice: Record<Advice, string>
    again: string
    done: string
    back: (seconds: number) => string
  }
  troubles: Record<Trouble, { title: string; todo: readonly string[] }>
  trouble: {
    again: string
    reopen: string
    leave: string
    copy: string
    copied: string
    copyByHand: string
    qr: string
    needs: (version: string) => string
  }
  leave: { title: string; help: string; stay: string; go: string }
  withdraw: {
    link: string
    title: string
    help: string
    go: string
    stay: string
    failed: string
  }
  alternative: { title: string; help: string; link: string; go: string; stay: string }
  outcomes: Record<OutcomeCode, string>
  page: { title: string; noToken: string; noTokenHelp: string; over: string; overHelp: string }
}

const zh: Words = {
  tag: 'zh-CN',
  dialogLabel: '人脸核身',
  switchLanguage: 'EN',
  largeText: '大字',
  normalText: '标准字',
  voiceOn: '语音播报',
  voiceOff: '静音',
  close: '离开核身',
  demoBanner: '演示模式：未验证微信身份，结果不可用于真实业务',
  opening: '正在打开…',
  linking: '正在确认微信账号…',
  otherWay: '换其他方式',
  consent: {
    title: business => `${business}需要确认是您本人`,
    purpose: purpose => `用途：${purpose}`,
    what: '同意后，我们会这样做：',
    scope: {
      face: '用前置摄像头拍摄您的脸，约半分钟，不录音',
      upload: '把画面加密上传到处理者的服务器',
      compare: '与您的证件照片或业务方留存的照片比对',
      store: '画面加密保存 3 天，到期删除',
      guardian: '未满十四周岁，须由监护人在旁并同意',
    },
    notStored: '画面不保存，得出结果后立即删除',
    withVoice: {
      scope: {
        face: '用前置摄像头拍摄您的脸，约半分钟；您读数字时，录下您的声音',
        upload: '把画面和声音加密上传到处理者的服务器',
        compare: '画面与您的证件照片或业务方留存的照片比对，声音用来核对您读的数字',
        store: '画面和声音加密保存 3 天，到期一起删除',
        guardian: '未满十四周岁，须由监护人在旁并同意',
      },
      notStored: '画面和声音不保存，得出结果后立即删除',
      agree: title => `我已阅读《${title}》，并单独同意采集、上传和使用我的人脸信息和声音`,
    },
    business: business => `处理者：${business}`,
    readFirst: title => `请先阅读${title}`,
    readLink: title => `阅读《${title}》`,
    agree: title => `我已阅读《${title}》，并单独同意采集、上传和使用我的人脸信息`,
    guardian: '我是孩子的监护人，我同意',
    tickFirst: '请先在方框里打勾',
    button: '同意并继续',
    busy: '正在保存…',
    decline: '不同意，换其他方式',
    voluntary: '您可以不同意，不影响用其他方式办理。',
    back: '返回',
  },
  identity: {
    title: '请填写您的身份信息',
    reason: '用来与身份证件照片比对，请填本人的。',
    name: '姓名',
    idCard: '身份证号',
    idCardHelp: '18 位，最后一位可能是 X',
    nameMissing: '请填写姓名',
    idCardWrong: '号码好像有误，请对照身份证再看一遍',
    button: '下一步',
    busy: '正在提交…',
    known: (name, idCard) => `核验对象：${name}　${idCard}`,
  },
  tips: {
    title: '开始前，看一眼这四点',
    about: '只要几秒钟。请本人拿着手机。',
    light: '到明亮的地方，不要背对窗户',
    distance: '手机离脸约 30 厘米，和眼睛一样高',
    uncovered: '摘下口罩、帽子和墨镜',
    brightness: '把屏幕亮度调到最高',
    flashTitle: '屏幕会变换颜色',
    flash: '接下来屏幕会连续变换颜色，约 4 秒。如果您对闪光敏感（例如有光敏性癫痫），请不要继续。',
    flashOther: '我对闪光敏感，换其他方式',
    camera: '接下来手机会问能不能用摄像头，请选“允许”。只用前置摄像头，不录音。',
    button: '打开摄像头',
    voice: {
      about: '大约十几秒。请本人拿着手机。',
      quiet: '到安静的地方，关掉电视和音乐',
      mouth: '摘下口罩、帽子和墨镜，露出嘴巴',
      coming: '接下来会这样',
      colours: '屏幕变换颜色：调到最亮，看着不动。',
      digits: '屏幕出现数字，一共 4 个，一次一个：看到一个，就马上大声读出来。',
      camera: '手机会问能不能用摄像头和麦克风，请都选“允许”。只用前置摄像头，只在读数字时录音。',
      button: '打开摄像头和麦克风',
    },
  },
  starting: {
    camera: '请选“允许”',
    cameraHelp: '手机正在询问能否使用摄像头',
    bothHelp: '手机正在询问能否使用摄像头和麦克风，两个都要允许',
    server: '正在连接…',
  },
  preview: {
    first: '请正对屏幕',
    hold: '很好，保持不动',
    help: '还没好？请到亮一点的地方，把整张脸放进框里。',
    weakNetwork: '网络有点慢，请稍等',
  },
  hints: {
    noFace: '请把脸放进框里',
    onePerson: '请只留您一个人',
    closer: '请靠近一点',
    further: '请离远一点',
    centre: '请把脸移到中间',
    faceScreen: '请正对屏幕',
    still: '请不要动',
    darker: '太亮了，请避开强光',
    brighter: '太暗了，请到亮处',
    uncover: '请不要遮住脸',
    good: '很好，保持不动',
  },
  light: { still: '看着屏幕，不要动', help: '屏幕正在变换颜色' },
  digits: {
    quiet: '安静，马上出数字',
    say: '大声读出来',
    next: '等下一个数字',
    over: '读完了，先别动',
    listening: '正在听',
    heard: '听到了',
  },
  checking: {
    title: '正在核对',
    help: '一般不超过 10 秒，请不要离开。',
    long: '比平时慢一点，请再等一下。',
    cancel: '不等了',
  },
  result: {
    passed: '核身通过',
    passedHelp: '已确认是您本人。',
    notYet: '这次没有成功，请再试一次',
    failed: '本次核身没有通过',
    failedHelp: '您可以换其他方式办理，或回到原来的页面重新开始。',
    advice: {
      light: '把屏幕亮度调到最高，离窗户和强光远一点。',
      brighter: '请到亮一点的地方，让光照在脸上。',
      darker: '光线太强了，请避开太阳或强灯。',
      pose: '请正对屏幕，让脸在框的中间，大小合适。',
      still: '变换颜色时，请拿稳手机，头不要动。',
      covered: '请摘下口罩、帽子或墨镜，把头发撩开。',
      network: '网络不太稳定，请换到信号好的地方。',
      otherPerson: '请由本人操作，到明亮处，露出整张脸。',
      action: '请看着屏幕上的提示，一个一个地做。',
      unheard: '没有听清您的声音。请到安静的地方，靠近手机，大声一点。',
      digits: '读的数字没有对上。请等数字出现后再读，一个一个读清楚。',
      lips: '没有看到嘴唇随声音动。请露出嘴巴，张口读出数字。',
      liveness: '请本人对着镜头，不要用照片、视频或另一块屏幕。',
      limit: '尝试次数已用完。请用其他方式办理，或稍后重新发起。',
      service: '服务暂时忙不过来，请稍后再试。',
    },
    again: '再试一次',
    done: '完成',
    back: seconds => `${seconds} 秒后自动返回`,
  },
  troubles: {
    notWeChat: {
      title: '请用微信打开',
      todo: [
        '复制下面的链接，发给微信里的“文件传输助手”，再点开它。',
        '在电脑上：请用手机微信扫一扫。',
      ],
    },
    wecom: {
      title: '请换到微信里打开',
      todo: ['企业微信里不能做这项核身。', '请复制链接，在手机微信里打开。'],
    },
    devtools: {
      title: '请用真实手机打开',
      todo: ['开发者工具里没有真实的微信环境。', '请用手机微信扫码。'],
    },
    desktop: {
      title: '请用手机打开',
      todo: ['电脑版微信不能使用摄像头。', '请用手机微信扫一扫，或把链接发到手机。'],
    },
    miniProgram: {
      title: '请在微信网页中打开',
      todo: ['小程序里不能做这项核身。', '请复制链接，发给“文件传输助手”再点开。'],
    },
    unknownSystem: {
      title: '暂不支持这台设备',
      todo: ['请换一台安卓手机或苹果手机，用微信打开。'],
    },
    weChatTooOld: {
      title: '请先更新微信',
      todo: ['打开应用商店，搜索“微信”，点“更新”。', '更新后，再从原来的页面进入。'],
    },
    systemTooOld: {
      title: '请先更新手机系统',
      todo: [
        '打开“设置 › 通用 › 软件更新”，更新系统。',
        '不方便更新的话，请换一台手机，或换其他方式。',
      ],
    },
    environment: { title: '这里不能做核身', todo: ['请在手机微信里，从原来的业务页面重新进入。'] },
    unknownSession: { title: '链接已失效', todo: ['请回到原来的业务页面，重新开始。'] },
    expired: {
      title: '时间到了',
      todo: ['为了安全，核身要在两小时内完成。', '请回到原来的业务页面，重新开始。'],
    },
    otherDevice: {
      title: '请在原来的手机上继续',
      todo: ['这次核身已经在另一台手机或另一个微信号上打开。', '也可以回到业务页面重新开始。'],
    },
    finished: { title: '本次核身已经结束', todo: ['请回到原来的业务页面查看结果。'] },
    withdrawn: {
      title: '已撤回同意',
      todo: ['本次核身的数据已删除。', '需要时，请回到原来的业务页面重新开始。'],
    },
    openid: { title: '没能确认微信账号', todo: ['请点“重试”，在微信里再确认一次。'] },
    tooOften: {
      title: '今天试得太多了',
      todo: ['为了保护您的账号，今天不能再试了。', '请明天再来，或换其他方式办理。'],
    },
    notSecure: {
      title: '这个网址不安全',
      todo: ['只有 https 开头的网址才能使用摄像头。', '请从原来的业务页面重新进入。'],
    },
    cameraUnsupported: {
      title: '这里打不开摄像头',
      todo: ['请把微信和手机系统更新到最新，再试一次。', '也可以换一台手机，或换其他方式。'],
    },
    cameraRefused: {
      title: '需要您允许使用摄像头',
      todo: [
        '点“再试一次”，在弹出的窗口里选“允许”。',
        '没有弹窗？打开手机的“设置”，找到“微信”，允许使用“相机”，再回到这里。',
      ],
    },
    cameraBusy: {
      title: '摄像头正被占用',
      todo: ['请关闭视频通话、直播或其他相机应用，再试一次。'],
    },
    cameraMissing: {
      title: '没有找到摄像头',
      todo: ['请换一台有前置摄像头的手机，或换其他方式。'],
    },
    microphoneUnsupported: {
      title: '这里不能录音',
      todo: ['请把微信和手机系统更新到最新，再试一次。', '也可以换一台手机，或换其他方式。'],
    },
    microphoneRefused: {
      title: '请允许使用麦克风',
      todo: [
        '这次要读数字，需要用麦克风听您的声音。',
        '点“再试一次”，在弹出的窗口里选“允许”。',
        '没有弹窗？打开手机的“设置”，找到“微信”，允许使用“麦克风”，再回到这里。',
      ],
    },
    microphoneBusy: {
      title: '麦克风正被占用',
      todo: [
        '请结束通话、语音聊天或录音，再试一次。',
        '还是不行？请关掉微信再打开，或换其他方式。',
      ],
    },
    microphoneMissing: {
      title: '没有找到麦克风',
      todo: ['请换一台有麦克风的手机，或换其他方式。'],
    },
    bothRefused: {
      title: '需要您允许使用摄像头和麦克风',
      todo: [
        '点“再试一次”，在弹出的窗口里都选“允许”。',
        '没有弹窗？打开手机的“设置”，找到“微信”，允许使用“相机”和“麦克风”，再回到这里。',
      ],
    },
    cameraRear: { title: '请用前置摄像头', todo: ['请切换到前置（自拍）摄像头，再试一次。'] },
    cameraBlack: {
      title: '画面是黑的',
      todo: [
        '看看摄像头有没有被手指、手机壳或贴膜挡住。',
        '还是黑的？请关掉微信再打开，或换其他方式。',
      ],
    },
    interrupted: {
      title: '刚才中断了',
      todo: ['核身时请留在这个页面，不要切换到别的应用。', '准备好后，点“再试一次”。'],
    },
    notReady: {
      title: '一直没有看清您的脸',
      todo: ['请到亮一点的地方，摘下口罩和帽子。', '手机离脸约 30 厘米，让整张脸在框里。'],
    },
    network: { title: '网络断了', todo: ['请换到信号好的地方，或换一个网络，再试一次。'] },
    offline: { title: '连不上网络', todo: ['请检查手机网络，然后点“重试”。'] },
    slow: { title: '结果还没有出来', todo: ['请点“重试”查看结果，不用重新拍。'] },
    superseded: {
      title: '请重新打开',
      todo: ['这次核身在别的页面里有了变化。', '点“重试”从这里继续。'],
    },
    unsupported: { title: '暂时不能用这种方式', todo: ['请更新微信后再试，或换其他方式。'] },
    service: { title: '服务出了点问题', todo: ['不是您的原因。请过一会儿再试，或换其他方式。'] },
  },
  trouble: {
    again: '再试一次',
    reopen: '重试',
    leave: '返回',
    copy: '复制链接',
    copied: '已复制，去微信里粘贴',
    copyByHand: '请长按下面的链接复制',
    qr: '用手机微信扫一扫',
    needs: version => `需要 ${version} 或更新的版本。`,
  },
  leave: { title: '要离开吗？', help: '核身还没有完成。', stay: '继续核身', go: '离开' },
  withdraw: {
    link: '撤回同意，删除本次数据',
    title: '撤回同意？',
    help: '撤回后，本次核身的数据会立即删除，这次核身也不能再继续。',
    go: '撤回并删除',
    stay: '不撤回',
    failed: '没有成功，请稍后再试。',
  },
  alternative: {
    title: '不用人脸也能办',
    help: '您可以改用：',
    link: '打开',
    go: '离开人脸核身',
    stay: '返回',
  },
  outcomes: {
    0: '核身通过',
    16: '核身未通过',
    1001: '服务异常',
    2018: '操作频繁',
    3002: '会话无效或已过期',
    3003: '核身中断',
    3004: '摄像头不可用',
    3005: '不支持实时采集',
    [-100]: '参数错误',
    [-800]: '当前环境不支持',
    [-801]: '麦克风不可用',
    [-804]: '网络异常',
    [-999]: '用户离开',
  },
  page: {
    title: '人脸核身',
    noToken: '链接不完整',
    noTokenHelp: '请回到原来的业务页面，重新进入。',
    over: '可以关闭此页面了',
    overHelp: '请回到原来的业务页面继续办理。',
  },
}

const en: Words = {
  tag: 'en',
  dialogLabel: 'Face verification',
  switchLanguage: '中文',
  largeText: 'Larger',
  normalText: 'Smaller',
  voiceOn: 'Read aloud',
  voiceOff: 'Mute',
  close: 'Leave the verification',
  demoBanner: 'Demo: the WeChat check is off. Not for real use.',
  opening: 'Opening…',
  linking: 'Confirming your WeChat account…',
  otherWay: 'Another way',
  consent: {
    title: business => `${business} needs to know it is you`,
    purpose: purpose => `What for: ${purpose}`,
    what: 'If you agree, this is what happens:',
    scope: {
      face: 'The front camera films your face for about half a minute, without sound',
      upload: 'The pictures go, encrypted, to the server of the business',
      compare: 'They are compared with your ID photo or one that the business holds',
      store: 'They are kept encrypted for 3 days, then erased',
      guardian: 'Below the age of 14 a guardian must be present and agree',
    },
    notStored: 'They are not kept: erased as soon as there is a result',
    withVoice: {
      scope: {
        face: 'The front camera films your face for about half a minute; your voice is recorded while you say the digits',
        upload: 'Pictures and sound go, encrypted, to the server of the business',
        compare:
          'The pictures are compared with your ID photo or one that the business holds; the sound serves to check the digits you say',
        store: 'Pictures and sound are kept encrypted for 3 days, then erased together',
        guardian: 'Below the age of 14 a guardian must be present and agree',
      },
      notStored: 'Neither is kept: erased as soon as there is a result',
      agree: title =>
        `I have read “${title}” and separately agree that my face is filmed and my voice recorded, uploaded and used as it says`,
    },
    business: business => `Responsible: ${business}`,
    readFirst: title => `Please read “${title}” first`,
    readLink: title => `Read “${title}”`,
    agree: title =>
      `I have read “${title}” and separately agree that my face is filmed, uploaded and used as it says`,
    guardian: 'I am the child’s guardian and I agree',
    tickFirst: 'Please tick the box first',
    button: 'Agree and go on',
    busy: 'Saving…',
    decline: 'I do not agree: another way',
    voluntary: 'You are free to say no and use another way.',
    back: 'Back',
  },
  identity: {
    title: 'Please enter your details',
    reason: 'They are compared with your ID photo. Please enter your own.',
    name: 'Name',
    idCard: 'ID number',
    idCardHelp: '18 characters; the last may be X',
    nameMissing: 'Please enter your name',
    idCardWrong: 'This number looks wrong. Please compare it with your card.',
    button: 'Next',
    busy: 'Sending…',
    known: (name, idCard) => `For: ${name}  ${idCard}`,
  },
  tips: {
    title: 'Four things before you start',
    about: 'It takes a few seconds. Please hold the phone yourself.',
    light: 'Go where it is light, no window behind you',
    distance: 'Phone about 30 cm away, at eye level',
    uncovered: 'No mask, hat or sunglasses',
    brightness: 'Turn the screen brightness all the way up',
    flashTitle: 'The screen will change colours',
    flash:
      'The whole screen will change colours for about 4 seconds. If flashing light affects you (for example photosensitive epilepsy), please do not go on.',
    flashOther: 'Flashing affects me: another way',
    camera:
      'Your phone will now ask whether the camera may be used. Please choose “Allow”. Front camera only, no sound.',
    button: 'Open the camera',
    voice: {
      about: 'It takes about 15 seconds. Please hold the phone yourself.',
      quiet: 'Go where it is quiet; television and music off',
      mouth: 'No mask, hat or sunglasses: show your mouth',
      coming: 'What will come',
      colours: 'The screen changes colours: brightness all the way up, hold still.',
      digits: '4 digits appear, one at a time: say each one aloud as soon as you see it.',
      camera:
        'Your phone will ask for the camera and the microphone. Please choose “Allow” for both. Front camera only; sound is recorded only during the digits.',
      button: 'Open camera and microphone',
    },
  },
  starting: {
    camera: 'Please choose “Allow”',
    cameraHelp: 'Your phone is asking about the camera',
    bothHelp: 'Your phone is asking about camera and microphone: both are needed',
    server: 'Connecting…',
  },
  preview: {
    first: 'Face the screen',
    hold: 'Good, hold still',
    help: 'Not yet? Find more light and bring your whole face into the frame.',
    weakNetwork: 'The network is slow, please wait',
  },
  hints: {
    noFace: 'Bring your face into the frame',
    onePerson: 'Only you, please',
    closer: 'Come a little closer',
    further: 'Move back a little',
    centre: 'Move to the middle',
    faceScreen: 'Face the screen',
    still: 'Hold still',
    darker: 'Too bright: avoid strong light',
    brighter: 'Too dark: find more light',
    uncover: 'Do not cover your face',
    good: 'Good, hold still',
  },
  light: { still: 'Look here, hold still', help: 'The screen is changing colours' },
  digits: {
    quiet: 'Quiet: a digit will appear',
    say: 'Say it aloud',
    next: 'Wait for the next digit',
    over: 'Done, hold still',
    listening: 'Listening',
    heard: 'We hear you',
  },
  checking: {
    title: 'Checking',
    help: 'Usually under 10 seconds. Please stay here.',
    long: 'A little slower than usual. Please wait.',
    cancel: 'Stop waiting',
  },
  result: {
    passed: 'Verified',
    passedHelp: 'We know that it is you.',
    notYet: 'Not yet. Please try again',
    failed: 'This verification did not pass',
    failedHelp: 'You can use another way, or start again from the page you came from.',
    advice: {
      light:
        'Turn the screen brightness all the way up and move away from windows and strong light.',
      brighter: 'Go where there is more light, with the light on your face.',
      darker: 'Move out of the sun or strong light.',
      pose: 'Face the screen with your face in the middle of the frame.',
      still: 'Hold the phone and your head still while the colours change.',
      covered: 'Take off mask, hat or sunglasses and brush hair aside.',
      network: 'Go where the signal is better.',
      otherPerson:
        'The person concerned has to do this: in good light, with the whole face showing.',
      action: 'Do what the screen says, one thing at a time.',
      unheard:
        'Your voice was not heard well. Go where it is quiet, closer to the phone, and speak up.',
      digits: 'The digits did not match. Say each one clearly when it appears, not before.',
      lips: 'Your lips did not move with the voice. Show your mouth and say the digits aloud.',
      liveness: 'Be in front of the camera yourself: no photo, video or second screen.',
      limit: 'No tries are left. Use another way, or start again later.',
      service: 'The service is busy. Please try again later.',
    },
    again: 'Try again',
    done: 'Done',
    back: seconds => `Going back in ${seconds} s`,
  },
  troubles: {
    notWeChat: {
      title: 'Please open this in WeChat',
      todo: [
        'Copy the link below, send it to “File Transfer” in WeChat and tap it there.',
        'On a computer: scan with WeChat on your phone.',
      ],
    },
    wecom: {
      title: 'Please open this in WeChat',
      todo: ['It does not work in WeCom.', 'Copy the link and open it in WeChat on your phone.'],
    },
    devtools: {
      title: 'Please use a real phone',
      todo: ['The developer tools are not WeChat.', 'Scan with WeChat on your phone.'],
    },
    desktop: {
      title: 'Please use your phone',
      todo: [
        'WeChat on a computer cannot use the camera.',
        'Scan with WeChat on your phone, or send the link there.',
      ],
    },
    miniProgram: {
      title: 'Please open this as a page in WeChat',
      todo: [
        'It does not work inside a mini program.',
        'Copy the link, send it to “File Transfer” and tap it there.',
      ],
    },
    unknownSystem: {
      title: 'This device is not supported',
      todo: ['Please use WeChat on an Android phone or an iPhone.'],
    },
    weChatTooOld: {
      title: 'Please update WeChat',
      todo: [
        'Open your app store, look for WeChat and tap Update.',
        'Then come back from where you started.',
      ],
    },
    systemTooOld: {
      title: 'Please update your phone',
      todo: ['Open Settings › General › Software Update.', 'Or use another phone, or another way.'],
    },
    environment: {
      title: 'This does not work here',
      todo: ['Go back to the page you came from, in WeChat on your phone.'],
    },
    unknownSession: {
      title: 'This link no longer works',
      todo: ['Go back to the page you came from and start again.'],
    },
    expired: {
      title: 'Time is up',
      todo: [
        'For your safety there are two hours to finish.',
        'Go back to the page you came from and start again.',
      ],
    },
    otherDevice: {
      title: 'Please go on with the first phone',
      todo: [
        'This was opened on another phone or by another WeChat account.',
        'Or go back and start again.',
      ],
    },
    finished: {
      title: 'This is already finished',
      todo: ['Go back to the page you came from to see the result.'],
    },
    withdrawn: {
      title: 'Consent withdrawn',
      todo: [
        'The data of this verification is erased.',
        'You can start again from the page you came from.',
      ],
    },
    openid: {
      title: 'Your WeChat account was not confirmed',
      todo: ['Tap “Retry” and confirm it in WeChat.'],
    },
    tooOften: {
      title: 'Too many tries today',
      todo: [
        'To protect you, there are no more tries today.',
        'Come back tomorrow, or use another way.',
      ],
    },
    notSecure: {
      title: 'This address is not secure',
      todo: [
        'The camera works only on addresses that begin with https.',
        'Go back to the page you came from and start again.',
      ],
    },
    cameraUnsupported: {
      title: 'The camera cannot be opened here',
      todo: [
        'Update WeChat and your phone, then try again.',
        'Or use another phone, or another way.',
      ],
    },
    cameraRefused: {
      title: 'Please allow the camera',
      todo: [
        'Tap “Try again” and choose “Allow”.',
        'Nothing asks? Open the phone’s Settings, find WeChat, turn Camera on and come back.',
      ],
    },
    cameraBusy: {
      title: 'The camera is in use',
      todo: ['Close video calls and other camera apps, then try again.'],
    },
    cameraMissing: {
      title: 'No camera was found',
      todo: ['Use a phone with a front camera, or another way.'],
    },
    microphoneUnsupported: {
      title: 'Sound cannot be recorded here',
      todo: [
        'Update WeChat and your phone, then try again.',
        'Or use another phone, or another way.',
      ],
    },
    microphoneRefused: {
      title: 'Please allow the microphone',
      todo: [
        'You will say digits aloud, so the microphone is needed.',
        'Tap “Try again” and choose “Allow”.',
        'Nothing asks? Open the phone’s Settings, find WeChat, turn Microphone on and come back.',
      ],
    },
    microphoneBusy: {
      title: 'The microphone is in use',
      todo: [
        'End calls, voice chats and recordings, then try again.',
        'Still no sound? Close WeChat and open it again, or use another way.',
      ],
    },
    microphoneMissing: {
      title: 'No microphone was found',
      todo: ['Use a phone with a microphone, or another way.'],
    },
    bothRefused: {
      title: 'Please allow camera and microphone',
      todo: [
        'Tap “Try again” and choose “Allow” for both.',
        'Nothing asks? Open the phone’s Settings, find WeChat, turn Camera and Microphone on and come back.',
      ],
    },
    cameraRear: {
      title: 'Please use the front camera',
      todo: ['Switch to the front (selfie) camera and try again.'],
    },
    cameraBlack: {
      title: 'The picture is black',
      todo: [
        'See whether a finger, case or film covers the camera.',
        'Still black? Close WeChat and open it again, or use another way.',
      ],
    },
    interrupted: {
      title: 'It was interrupted',
      todo: [
        'Please stay on this page while the camera is on.',
        'Tap “Try again” when you are ready.',
      ],
    },
    notReady: {
      title: 'Your face could not be seen well',
      todo: [
        'Find more light; take off mask and hat.',
        'Hold the phone about 30 cm away, with your whole face in the frame.',
      ],
    },
    network: {
      title: 'The connection was lost',
      todo: ['Go where the signal is better, or change the network, and try again.'],
    },
    offline: {
      title: 'No connection',
      todo: ['Check your network, then tap “Retry”.'],
    },
    slow: {
      title: 'The result is not there yet',
      todo: ['Tap “Retry” to see it. You need not film again.'],
    },
    superseded: {
      title: 'Please open it again',
      todo: ['Something changed in another page.', 'Tap “Retry” to go on here.'],
    },
    unsupported: {
      title: 'This way does not work here',
      todo: ['Update WeChat and try again, or use another way.'],
    },
    service: {
      title: 'Something went wrong on our side',
      todo: ['It is not your fault. Try again in a while, or use another way.'],
    },
  },
  trouble: {
    again: 'Try again',
    reopen: 'Retry',
    leave: 'Go back',
    copy: 'Copy the link',
    copied: 'Copied. Paste it in WeChat.',
    copyByHand: 'Press and hold the link to copy it',
    qr: 'Scan with WeChat on your phone',
    needs: version => `Version ${version} or later is needed.`,
  },
  leave: {
    title: 'Leave?',
    help: 'The verification is not finished.',
    stay: 'Go on',
    go: 'Leave',
  },
  withdraw: {
    link: 'Withdraw consent and erase this data',
    title: 'Withdraw your consent?',
    help: 'The data of this verification are then erased at once, and it cannot go on.',
    go: 'Withdraw and erase',
    stay: 'Keep it',
    failed: 'That did not work. Please try again later.',
  },
  alternative: {
    title: 'You can do it without your face',
    help: 'Use this instead:',
    link: 'Open',
    go: 'Leave face verification',
    stay: 'Back',
  },
  outcomes: {
    0: 'passed',
    16: 'not passed',
    1001: 'service fault',
    2018: 'too many tries',
    3002: 'session not valid',
    3003: 'interrupted',
    3004: 'camera not available',
    3005: 'live capture not supported',
    [-100]: 'bad arguments',
    [-800]: 'environment not supported',
    [-801]: 'microphone not available',
    [-804]: 'network fault',
    [-999]: 'the person left',
  },
  page: {
    title: 'Face verification',
    noToken: 'This link is not complete',
    noTokenHelp: 'Go back to the page you came from and start again.',
    over: 'You can close this page',
    overHelp: 'Go on in the page you came from.',
  },
}

/** The words of a language; everything that is not English reads Chinese. */
export function wordsOf(language: string): Words {
  return /^en\b/i.test(language) ? en : zh
}
