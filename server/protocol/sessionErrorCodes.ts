/**
 * What the person's device is told: own codes of this kit for /session and the capture socket. They
 * never appear in the envelope of an API action.
 */
export const sessionErrorCodes = {
  'Session.NotFound': {
    zh: '核验链接无效。请从业务页面重新进入。',
    en: 'This verification does not exist. Start again from the page that sent you.',
  },
  'Session.OtherDevice': {
    zh: '该核验已在另一台设备上打开。请在原设备上继续，或重新发起。',
    en: 'This verification was opened on another device. Go on there, or start a new one.',
  },
  'Session.Expired': {
    zh: '核验已超时。请重新发起。',
    en: 'The time for this verification is over. Start a new one.',
  },
  'Session.Finished': {
    zh: '本次核验已结束。',
    en: 'This verification is already finished.',
  },
  'Session.Gone': {
    zh: '该核验的数据已删除。',
    en: 'The data of this verification has been erased.',
  },
  'Session.Withdrawn': {
    zh: '您已撤回同意，本次核验已结束，相关数据已删除。需要时请从业务页面重新进入。',
    en: 'You withdrew your consent: this verification has ended and its data is erased. Start again from the page that sent you if you need to.',
  },
  'Session.Busy': {
    zh: '上一次采集正在判定。请稍候。',
    en: 'The capture before is still being judged. Wait a moment.',
  },
  'Session.ConsentNeeded': {
    zh: '请先阅读并同意人脸信息处理协议。',
    en: 'Read and accept the agreement on face information first.',
  },
  'Session.ConsentOutdated': {
    zh: '协议内容已更新。请重新阅读并同意。',
    en: 'The agreement has changed. Read and accept it again.',
  },
  'Session.ConsentScope': {
    zh: '同意的范围不完整，无法进行核验。',
    en: 'The consent does not cover all that the verification does.',
  },
  'Session.GuardianNeeded': {
    zh: '未满十四周岁须由监护人同意。',
    en: 'Below the age of fourteen a guardian has to consent.',
  },
  'Session.IdentityNeeded': {
    zh: '请先填写姓名与身份证号。',
    en: 'Enter the name and the ID number first.',
  },
  'Session.IdentityFixed': {
    zh: '本次核验的身份由业务方提供，不能修改。',
    en: 'The identity of this verification was given by the business and cannot be changed.',
  },
  'Session.OpenidNeeded': {
    zh: '请先完成微信授权。',
    en: 'Let WeChat confirm the account first.',
  },
  'Session.OpenidFailed': {
    zh: '微信授权失败。请重试。',
    en: 'WeChat did not confirm the account. Try again.',
  },
  'Session.OtherOpenid': {
    zh: '该核验已由另一个微信账号打开。',
    en: 'This verification was opened by another WeChat account.',
  },
  'Session.StateMismatch': {
    zh: '授权与本次核验不符。请重新授权。',
    en: 'The confirmation does not belong to this verification. Ask for it again.',
  },
  'Session.OriginRefused': {
    zh: '该网页来源不在业务方的允许列表中。',
    en: 'This page does not come from an origin that the business listed.',
  },
  'Session.Environment': {
    zh: '当前环境不支持本次核验。',
    en: 'This verification does not work in this environment.',
  },
  'Capture.BadMessage': {
    zh: '采集数据格式不正确。请刷新或更新页面，再重新开始采集。',
    en: 'The capture sent something that is not understood. Reload or update the page and start the capture again.',
  },
  'Capture.VersionUnsupported': {
    zh: '页面版本过旧。请刷新后重试。',
    en: 'This version of the page is not served. Reload and try again.',
  },
  'Capture.ModeUnsupported': {
    zh: '当前设备或服务不支持该活体方式。请使用其他方式。',
    en: 'This way of proving liveness is not possible here. Use another one.',
  },
  'Capture.EngineMismatch': {
    zh: '本次核验不使用该采集方式。请重新打开核验。',
    en: 'This verification is not captured this way. Open it again.',
  },
  'Capture.Cancelled': {
    zh: '已取消采集。可以重新开始。',
    en: 'The capture was cancelled. It can be started again.',
  },
  'Capture.CameraRefused': {
    zh: '未获得摄像头权限。请在设置中允许后重试。',
    en: 'The camera was not allowed. Allow it in the settings and try again.',
  },
  'Capture.MicrophoneRefused': {
    zh: '未获得麦克风权限。请在设置中允许后重试。',
    en: 'The microphone was not allowed. Allow it in the settings and try again.',
  },
  'Capture.DevicesRefused': {
    zh: '未获得摄像头和麦克风权限。请在设置中允许后重试。',
    en: 'Camera and microphone were not allowed. Allow them in the settings and try again.',
  },
  'Capture.CameraFailed': {
    zh: '摄像头无法使用。请关闭其他占用摄像头的应用后重试。',
    en: 'The camera does not work. Close other apps that use it and try again.',
  },
  'Capture.NetworkFailed': {
    zh: '网络不稳定，采集未完成。请更换网络后重试。',
    en: 'The network broke off during the capture. Try again on a better one.',
  },
  'Capture.WeChatFailed': {
    zh: '微信人脸核身未能完成。请稍后重试。',
    en: 'The face verification of WeChat could not be completed. Try again later.',
  },
  'Capture.WeChatUnavailable': {
    zh: '暂时无法向微信查询结果。请稍候再查询。',
    en: 'WeChat cannot be asked for the result at the moment. Ask again in a while.',
  },
  'Capture.RearCamera': {
    zh: '请使用前置摄像头。',
    en: 'Use the front camera.',
  },
  'Capture.TooBig': {
    zh: '采集数据过大。请重新开始采集；再次出现时请换一部手机。',
    en: 'The capture sent too much data. Start it again; if it happens again, use another phone.',
  },
  'Capture.TooMany': {
    zh: '采集数据过于频繁或过多。请稍候片刻，再重新开始采集。',
    en: 'The capture sent data too fast, or too often. Wait a moment and start it again.',
  },
  'Capture.Idle': {
    zh: '长时间未收到画面。请保持页面在前台，再重新开始采集。',
    en: 'No picture came for a while. Keep the page in front and start the capture again.',
  },
  'Capture.TooLong': {
    zh: '采集或上传用时过长。请在网络较好处重新开始采集。',
    en: 'The capture or its upload took too long. Start it again on a better network.',
  },
  'Capture.OutOfOrder': {
    zh: '采集数据顺序不正确。请重新开始采集。',
    en: 'The parts of the capture came out of order. Start the capture again.',
  },
  'Capture.ClockRefused': {
    zh: '采集时间与服务器不符。请勿更改手机时间，再重新开始采集。',
    en: 'The times of the capture do not fit the clock. Leave the clock of the phone alone and start the capture again.',
  },
  'Capture.ChainBroken': {
    zh: '采集数据校验失败。请重新开始采集。',
    en: 'The capture was altered on the way. Start it again.',
  },
  'Capture.NotAnImage': {
    zh: '画面无法解析。请重新开始采集；再次出现时请更换浏览器或更新微信。',
    en: 'A picture of the capture cannot be read. Start it again; if that recurs, use another browser or update WeChat.',
  },
  'Capture.NotSound': {
    zh: '声音无法解析。请重新开始采集；再次出现时请更换浏览器或更新微信。',
    en: 'The sound of the capture cannot be read. Start it again; if that recurs, use another browser or update WeChat.',
  },
  'Capture.Incomplete': {
    zh: '采集内容不完整。请重新开始采集，并做到最后一步。',
    en: 'The capture is not complete. Start it again and go on to its last step.',
  },
  'Capture.ChallengeExpired': {
    zh: '本次指令已失效。请重新开始采集，并按提示及时完成。',
    en: 'The challenge is no longer valid. Start the capture again and perform it at once.',
  },
  'Capture.Superseded': {
    zh: '采集已在新的页面中打开。请在新的页面继续。',
    en: 'The capture was opened again in a newer page. Go on there.',
  },
  'Capture.ClipUnreadable': {
    zh: '录制的视频无法解析。请重新录制。',
    en: 'The recorded video cannot be read. Record it again.',
  },
  'Capture.Busy': {
    zh: '服务繁忙。请稍后重试。',
    en: 'The service is busy. Try again in a moment.',
  },
  'Capture.ServerStopping': {
    zh: '服务正在重启。请稍后重新采集。',
    en: 'The server is restarting. Start the capture again in a moment.',
  },
} as const
