import type { VerificationRecord } from './session/deviceMemory.ts'

/** What only the mini program says; all else is in server/protocol/client/text.ts. */
export interface MiniWords {
  privacy: { title: string; help: string; guide: string; agree: string; refuse: string }
  /** Under the trouble of a refused camera or microphone: where it is undone. */
  permission: {
    weChat: readonly string[]
    system: readonly string[]
    openSetting: string
    openSystem: string
  }
  update: string
  /** WeChat's camera films with sound from beginning to end, whether something is to be said or not. */
  clip: { face: string; camera: string; voiceFace: string; voiceCamera: string }
  /** Instead of asking for full brightness: the mini program sets it itself. */
  brightness: string
  /** Where nobody sees the preview but the person. */
  recording: { look: string; hold: string }
  uploading: (percent: number) => string
  native: { title: string; wait: string; help: string }
  copyWay: string
  copied: string
  start: {
    title: string
    about: string
    server: string
    serverHelp: string
    token: string
    tokenHelp: string
    begin: string
    demo: string
    records: string
    badServer: string
    noSession: string
    passed: string
    left: string
    notPassed: string
  }
  records: {
    title: string
    about: string
    none: string
    outcomes: Record<VerificationRecord['outcome'], string>
  }
}

const zh: MiniWords = {
  privacy: {
    title: '开始前，请看一下隐私保护指引',
    help: '核身要用到摄像头，读数字时还要用到麦克风。指引里写明了收集什么、用来做什么。',
    guide: '阅读《隐私保护指引》',
    agree: '同意并继续',
    refuse: '不同意',
  },
  permission: {
    weChat: ['点下面的“去设置”，打开摄像头和麦克风的开关。', '再回到这里，点“再试一次”。'],
    system: [
      '手机没有允许微信使用摄像头或麦克风。',
      '点下面的“去系统设置”，允许微信使用“相机”和“麦克风”，再回到这里。',
    ],
    openSetting: '去设置',
    openSystem: '去系统设置',
  },
  update: '去更新微信',
  clip: {
    face: '用前置摄像头拍摄您的脸，约半分钟；微信的相机可能连同声音一起录下，声音不用于核身',
    camera: '接下来手机会问能不能用摄像头，请选“允许”。只用前置摄像头，请不要说话。',
    voiceFace: '用前置摄像头拍摄您的脸，约半分钟，拍摄时同时录音，用来听您读的数字',
    voiceCamera: '手机会问能不能用摄像头和麦克风，请都选“允许”。只用前置摄像头，拍摄时同时录音。',
  },
  brightness: '屏幕会自动调到最亮，完成后恢复',
  recording: { look: '把脸放进框里，正对屏幕', hold: '请保持不动' },
  uploading: percent => `正在上传 ${percent}%，请不要离开`,
  native: {
    title: '接下来由微信核身',
    wait: '请在微信的页面里完成',
    help: '会打开微信的核身页面，完成后回到这里。',
  },
  copyWay: '复制',
  copied: '已复制',
  start: {
    title: '人脸核身演示',
    about: '填写服务器地址，领取一次演示核身；也可以填写业务方给您的核身凭证。',
    server: '服务器地址',
    serverHelp: '例如 http://192.168.1.10:3000',
    token: '核身凭证（BizToken）',
    tokenHelp: '可以不填：向演示服务器领取',
    begin: '开始核身',
    demo: '正在领取…',
    records: '我的核身记录',
    badServer: '地址要以 http:// 或 https:// 开头',
    noSession: '服务器没有给出核身会话。请检查地址，或填写核身凭证。',
    passed: '核身通过，可以继续办理。（请以服务端查询的结果为准）',
    left: '您离开了核身，可以随时重新开始。',
    notPassed: '核身没有完成：',
  },
  records: {
    title: '我的核身记录',
    about: '只保存在这部手机里。您可以撤回同意，删除那次核身的数据。',
    none: '还没有记录',
    outcomes: { open: '未完成', passed: '已通过', failed: '未通过', withdrawn: '已撤回' },
  },
}

const en: MiniWords = {
  privacy: {
    title: 'The privacy guide first',
    help: 'The verification uses the camera and, for digits, the microphone. The guide says what is collected and what for.',
    guide: 'Read the privacy guide',
    agree: 'Agree and go on',
    refuse: 'I do not agree',
  },
  permission: {
    weChat: [
      'Tap “Settings” below and turn on camera and microphone.',
      'Come back here and tap “Try again”.',
    ],
    system: [
      'Your phone does not let WeChat use the camera or the microphone.',
      'Tap “Phone settings” below, allow Camera and Microphone for WeChat and come back.',
    ],
    openSetting: 'Settings',
    openSystem: 'Phone settings',
  },
  update: 'Update WeChat',
  clip: {
    face: 'The front camera films your face for about half a minute; WeChat’s camera may record sound with it, which is not used',
    camera:
      'Your phone will now ask whether the camera may be used. Please choose “Allow”. Front camera only; please do not speak.',
    voiceFace:
      'The front camera films your face for about half a minute, with sound, to hear the digits that you say',
    voiceCamera:
      'Your phone will ask for the camera and the microphone. Please choose “Allow” for both. Front camera only, with sound.',
  },
  brightness: 'The screen turns bright by itself, and back afterwards',
  recording: { look: 'Face in the frame, look at the screen', hold: 'Hold still' },
  uploading: percent => `Uploading ${percent} %. Please stay here.`,
  native: {
    title: 'WeChat verifies you now',
    wait: 'Please go on in WeChat’s page',
    help: 'A page of WeChat’s opens. You will come back here.',
  },
  copyWay: 'Copy',
  copied: 'Copied',
  start: {
    title: 'Face verification demo',
    about:
      'Enter the address of a server to try a verification, or a token that a business gave you.',
    server: 'Server',
    serverHelp: 'For example http://192.168.1.10:3000',
    token: 'Token (BizToken)',
    tokenHelp: 'May be left out: the demo server gives one',
    begin: 'Start',
    demo: 'Asking the server…',
    records: 'My verifications',
    badServer: 'The address begins with http:// or https://',
    noSession: 'The server gave no session. Check the address, or enter a token.',
    passed: 'Verified. You can go on. (What counts is what your server is told.)',
    left: 'You left. You can start again at any time.',
    notPassed: 'Not completed: ',
  },
  records: {
    title: 'My verifications',
    about: 'Kept on this phone only. You can withdraw a consent and erase the data of that time.',
    none: 'None yet',
    outcomes: {
      open: 'not completed',
      passed: 'passed',
      failed: 'not passed',
      withdrawn: 'withdrawn',
    },
  },
}

/** The words of a language; everything that is not English reads Chinese. */
export function miniWordsOf(language: string): MiniWords {
  return /^en\b/i.test(language) ? en : zh
}
