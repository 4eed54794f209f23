import type { ClientEnvironment } from './userAgent.ts'
import { compareVersions, formatVersion, type Version } from './version.ts'

/** What a client wants to do; channel and mode are the ones of the session's rule. */
export interface GateQuestion {
  channel: 'miniapp' | 'h5-native' | 'h5' | 'h5-standalone' | 'h5-pc'
  mode: GateMode
}

export type GateMode = 'light' | 'digit' | 'light-digit' | 'action' | 'silent'

export type GateReason =
  /** Not opened in WeChat. */
  | 'notWeChat'
  /** Opened in 企业微信, which gets the standalone H5 only. */
  | 'wecom'
  /** Opened in WeChat DevTools. */
  | 'devtools'
  /** Opened in WeChat for Windows, macOS or Linux, which gives a page no camera. */
  | 'desktop'
  /** Opened inside a mini program. */
  | 'miniProgram'
  /** WeChat on a system that the user agent does not name. */
  | 'unknownSystem'
  | 'weChatTooOld'
  | 'systemTooOld'

export type GateAnswer = { ok: true } | GateRefusal

/** `needs`: the oldest version that passes, as a person reads it (`6.7.2`, `14.3`). */
export interface GateRefusal {
  ok: false
  reason: GateReason
  needs?: string
}

/**
 * R22: the oldest WeChat of each mode on Android and iOS (the reference service's FAQ). Other modes
 * have no published minimum. HarmonyOS NEXT counts on its own and began long after these.
 */
export const minimumWeChat: Partial<Record<GateMode, { android: Version; ios: Version }>> = {
  digit: { android: [6, 5, 4], ios: [6, 5, 6] },
  light: { android: [6, 7, 2], ios: [6, 7, 2] },
  'light-digit': { android: [6, 7, 2], ios: [6, 7, 2] },
}

/** Below it a page inside WeChat on iOS has no getUserMedia (platform tables of Tencent's TRTC). */
export const minimumIosForLiveCamera: Version = [14, 3, 0]

/**
 * May this client go on? Asked by the client for a friendly page, and by the server, which refuses to
 * begin (R20, R22). It rests on a user agent, a hint that anyone can forge: passing proves nothing,
 * and nothing may be trusted because of it. Identity comes from the proven openid, liveness from the
 * ceremony.
 */
export function checkEnvironment(
  environment: ClientEnvironment,
  question: GateQuestion,
): GateAnswer {
  for (const check of checks) {
    const refusal = check(environment, question)
    if (refusal) return refusal
  }
  return { ok: true }
}

type Check = (environment: ClientEnvironment, question: GateQuestion) => GateRefusal | null

/** The first that refuses answers: what the person must change first comes first. */
const checks: readonly Check[] = [
  refuseWeCom,
  refuseDevtools,
  refuseOutsideWeChat,
  refuseDesktopWeChat,
  refuseMiniProgram,
  refuseUnknownSystem,
  refuseOldWeChat,
  refuseOldSystem,
]

/** R20: native and plain H5 work in WeChat's own browser only. */
function needsWeChat({ channel }: GateQuestion): boolean {
  return channel === 'h5-native' || channel === 'h5'
}

/** R20: 企业微信 gets standalone H5 only. */
function refuseWeCom({ app }: ClientEnvironment, { channel }: GateQuestion): GateRefusal | null {
  return app === 'wecom' && channel !== 'h5-standalone' ? refuse('wecom') : null
}

/**
 * A mini program proves that it runs in WeChat by wx.login, so what its requests do not say is no reason to
 * refuse; what they do say is held against the minimum.
 */
function needsNewWeChat(question: GateQuestion): boolean {
  return needsWeChat(question) || question.channel === 'miniapp'
}

/**
 * DevTools run a page in a computer's browser with a computer's camera, so they are not the WeChat of
 * R20, and their WeChat version is made up. Forging a phone's user agent is easy, so this keeps no
 * attacker out; it keeps a developer from taking a pass there for a pass on a phone. Development has
 * the demo mode, which asks no gate.
 */
function refuseDevtools({ app }: ClientEnvironment, question: GateQuestion): GateRefusal | null {
  return app === 'devtools' && needsWeChat(question) ? refuse('devtools') : null
}

function refuseOutsideWeChat(
  { app }: ClientEnvironment,
  question: GateQuestion,
): GateRefusal | null {
  return app !== 'wechat' && needsWeChat(question) ? refuse('notWeChat') : null
}

/** On every channel: desktop WeChat plays video but gives a page no camera (TRTC's tables). */
function refuseDesktopWeChat({ app, os }: ClientEnvironment): GateRefusal | null {
  const isDesktop = os === 'windows' || os === 'mac' || os === 'linux'
  return app === 'wechat' && isDesktop ? refuse('desktop') : null
}

/**
 * A mini program's web-view is not WeChat's own browser (R20): plain H5 is documented not to work
 * there, and native H5 in it would go round the mini program's own channel and its list of
 * industries (R23).
 */
function refuseMiniProgram(
  { surface }: ClientEnvironment,
  question: GateQuestion,
): GateRefusal | null {
  return surface !== 'page' && needsWeChat(question) ? refuse('miniProgram') : null
}

/** Real clients name their system before their version; no minimum can be held against this one. */
function refuseUnknownSystem(
  { app, os }: ClientEnvironment,
  question: GateQuestion,
): GateRefusal | null {
  const isUnknown = app === 'wechat' && os === 'unknown'
  return isUnknown && needsWeChat(question) ? refuse('unknownSystem') : null
}

/** R22. A version that cannot be read counts as too old: every client since 2016 states one. */
function refuseOldWeChat(
  environment: ClientEnvironment,
  question: GateQuestion,
): GateRefusal | null {
  const { os } = environment
  if (!needsNewWeChat(question) || environment.app !== 'wechat') return null
  if (os !== 'android' && os !== 'ios') return null
  const minimum = minimumWeChat[question.mode]?.[os]
  const { weChat } = environment
  if (!minimum || weChat.scheme === 'harmony') return null
  const isEnough = weChat.scheme === 'phone' && compareVersions(weChat.version, minimum) >= 0
  return isEnough ? null : refuse('weChatTooOld', minimum)
}

/** R19: native H5 is live, so it needs the camera in the page; plain H5 may record with the system's. */
function refuseOldSystem(
  { app, os, systemVersion }: ClientEnvironment,
  { channel }: GateQuestion,
): GateRefusal | null {
  if (channel !== 'h5-native' || app !== 'wechat' || os !== 'ios') return null
  const isEnough =
    systemVersion !== null && compareVersions(systemVersion, minimumIosForLiveCamera) >= 0
  return isEnough ? null : refuse('systemTooOld', minimumIosForLiveCamera)
}

function refuse(reason: GateReason, needs?: Version): GateRefusal {
  return needs ? { ok: false, reason, needs: formatVersion(needs) } : { ok: false, reason }
}
