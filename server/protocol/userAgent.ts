import { parseVersion, type Version } from './version.ts'
import { readWeChatVersion, type ClientOs, type WeChatVersion } from './weChatVersion.ts'

/**
 * Where a request or a page says that it runs. A user agent is a hint and never evidence: anybody can
 * send any. It picks the page a person sees, refuses early what could not work, and is written to
 * the log; no trust follows from it.
 */
export type ClientEnvironment =
  /** WeChat's own client. */
  | (Place & { app: 'wechat'; weChat: WeChatVersion })
  /** 企业微信. */
  | (Place & { app: 'wecom'; weComVersion: Version | null })
  /** WeChat DevTools, which give themselves out as a phone: `os` is the one they simulate. */
  | (Place & { app: 'devtools' })
  | (Place & { app: 'other' })

interface Place {
  /** HarmonyOS 2–4 cannot be told from Android inside WeChat: `harmony` is HarmonyOS NEXT. */
  os: ClientOs
  systemVersion: Version | null
  surface: Surface
  kernel: Kernel
}

/**
 * `miniprogram-webview` is a page in a mini program's web-view, `miniprogram-service` a request of a
 * mini program itself. Old iOS clients name neither and read as `page`; in a page,
 * `__wxjs_environment` is the firmer answer.
 */
export type Surface = 'page' | 'miniprogram-webview' | 'miniprogram-service'

export interface Kernel {
  /** `xweb` is WeChat's Chromium, `x5` its forerunner, `arkweb` HarmonyOS NEXT's. */
  name: 'arkweb' | 'xweb' | 'x5' | 'blink' | 'webkit' | 'unknown'
  /** As the user agent writes it: a build number for xweb and x5. */
  version: string | null
}

/** More than any HTTP server lets through; what is longer is cut, so that reading stays cheap. */
const maxChars = 16_384

/** Order matters: DevTools and WeCom carry WeChat's own token as well. */
const apps = [
  ['devtools', /\bwechatdevtools\//i],
  ['wecom', /\bwxwork\//i],
  ['wechat', /\bmicromessenger\//i],
] as const

/** Tried in this order on the first bracket, since "like Mac OS X" and "Linux; Android" mislead. */
const systems: readonly [ClientOs, named: RegExp, version: RegExp][] = [
  ['harmony', /\bopenharmony\b/i, /\bopenharmony[ /]([\d.]{1,20})/i],
  ['ios', /\b(?:iphone|ipad|ipod)\b/i, /\bos ([\d_.]{1,20})/i],
  ['android', /\bandroid\b/i, /\bandroid ([\d.]{1,20})/i],
  ['windows', /\bwindows\b/i, /\bwindows nt ([\d.]{1,20})/i],
  ['mac', /\bmacintosh\b/i, /\bmac os x ([\d_.]{1,20})/i],
  ['linux', /\blinux\b|\bx11\b/i, /(?!)/],
]

const kernels: readonly [Exclude<Kernel['name'], 'unknown'>, RegExp][] = [
  ['arkweb', /\barkweb\/([\d.]{1,30})/i],
  ['xweb', /\bxweb\/(\d{1,30})/i],
  ['x5', /\btbs\/(\d{1,30})/i],
  ['blink', /\bchrom(?:e|ium)\/([\d.]{1,30})/i],
  ['webkit', /\bapplewebkit\/([\d.]{1,30})/i],
]

/**
 * Reads a user agent. Never throws, whatever it is given. Letter case is ignored (some proxies lower
 * it); of several user agents glued together the last one that names an app counts.
 *
 * This and the gate also run on the phones that they refuse, so they use nothing younger than ES2017.
 */
export function readUserAgent(text: string): ClientEnvironment {
  const whole = text.slice(0, maxChars)
  const userAgent = pickUserAgent(whole)
  const app = apps.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other'
  const { os, systemVersion } = readSystem(userAgent)
  const place: Place = {
    os,
    systemVersion,
    surface: readSurface(userAgent),
    kernel: readKernel(userAgent),
  }
  if (app === 'wechat') return { app, ...place, weChat: readWeChatVersion(userAgent, os) }
  if (app === 'wecom') return { app, ...place, weComVersion: readWeCom(userAgent) }
  return { app, ...place }
}

function pickUserAgent(whole: string): string {
  const namesApp = (part: string) => apps.some(([, pattern]) => pattern.test(part))
  return whole
    .split(/(?=\bmozilla\/)/i)
    .reduce((picked, part) => (namesApp(part) || !namesApp(picked) ? part : picked))
}

function readSystem(userAgent: string): { os: ClientOs; systemVersion: Version | null } {
  const bracket = /\(([^)]*)/.exec(userAgent)?.[1] ?? ''
  const found = systems.find(([, named]) => named.test(bracket))
  if (!found) return { os: 'unknown', systemVersion: null }
  const [os, , version] = found
  return { os, systemVersion: parseVersion(version.exec(bracket)?.[1] ?? '') }
}

function readSurface(userAgent: string): Surface {
  if (/\bminiprogram\/wx[0-9a-f]/i.test(userAgent)) return 'miniprogram-webview'
  return /\bminiprogramenv\//i.test(userAgent) ? 'miniprogram-service' : 'page'
}

function readKernel(userAgent: string): Kernel {
  for (const [name, pattern] of kernels) {
    const version = pattern.exec(userAgent)?.[1]
    if (version !== undefined) return { name, version }
  }
  return { name: 'unknown', version: null }
}

function readWeCom(userAgent: string): Version | null {
  return parseVersion(/\bwxwork\/([\d.]{1,30})/i.exec(userAgent)?.[1] ?? '')
}
