import { parseVersion, type Version } from './version.ts'

/** Systems that WeChat runs on; `unknown` is a user agent that names none of them. */
export type ClientOs = 'android' | 'ios' | 'harmony' | 'windows' | 'mac' | 'linux' | 'unknown'

/**
 * The version of WeChat itself. Only `phone` versions may be compared with the published minimums:
 * HarmonyOS and the desktop clients count on their own.
 */
export type WeChatVersion =
  /** Android and iOS. `source` says whether the hex or, without one, the text was read. */
  | { scheme: 'phone'; version: Version; build: number | null; source: 'hex' | 'text' }
  | { scheme: 'harmony'; version: Version; build: number | null }
  /** Null when only the `MicroMessenger` token is there: desktop clients have frozen it. */
  | { scheme: 'desktop'; version: Version | null }
  | { scheme: 'unreadable' }

const unreadable: WeChatVersion = { scheme: 'unreadable' }

/**
 * Reads the client's version out of a user agent that holds `MicroMessenger`. `os` is what the same
 * user agent says of the system.
 */
export function readWeChatVersion(userAgent: string, os: ClientOs): WeChatVersion {
  if (os === 'windows' || os === 'mac' || os === 'linux') {
    return { scheme: 'desktop', version: readDesktop(userAgent) }
  }
  // The token may stand there twice; the last one is the client's own.
  const token = userAgent.split(/\bmicromessenger\//i).pop() ?? ''
  const hex = /^[^\s(]{0,60}\(0x([0-9a-f]{8})\)/i.exec(token)?.[1]?.toLowerCase() ?? ''
  if (os === 'harmony' || hex.startsWith('f3')) return readHarmony(token)
  return readHex(hex) ?? readText(token)
}

/**
 * `0x2800313D`: platform (1 Apple, 2 Android), major, then a byte each for minor, patch and build.
 * Not documented; it agrees with the text on every client seen, and is right where the text is not.
 */
function readHex(hex: string): WeChatVersion | null {
  if (!/^[12]/.test(hex)) return null
  return {
    scheme: 'phone',
    version: [nibbles(hex, 1, 2), nibbles(hex, 2, 4), nibbles(hex, 4, 6)],
    build: nibbles(hex, 6, 8),
    source: 'hex',
  }
}

/**
 * `8.0.49.2600` with the build last. Some Android clients wrote `6.7.1321`, the build in the place of
 * the patch: a patch is one byte in the hex, so what is larger is a build and the patch is unknown.
 */
function readText(token: string): WeChatVersion {
  const version = parseVersion(token)
  if (!version) return unreadable
  const [major, minor, third] = version
  if (third > 255) {
    return { scheme: 'phone', version: [major, minor, 0], build: third, source: 'text' }
  }
  return { scheme: 'phone', version, build: readBuild(token), source: 'text' }
}

function readHarmony(token: string): WeChatVersion {
  const version = parseVersion(token)
  return version ? { scheme: 'harmony', version, build: readBuild(token) } : unreadable
}

/**
 * Unified clients (4.x) first: `0xf254MmpBB`, inferred from clients seen. Then the older Windows and
 * Mac tokens, which decode as on phones.
 */
function readDesktop(userAgent: string): Version | null {
  const unified = /\bunifiedpc(?:windows|mac|linux)wechat\(0xf2[0-9a-f]([0-9a-f]{5})\)/i.exec(
    userAgent,
  )?.[1]
  if (unified) return [nibbles(unified, 0, 1), nibbles(unified, 1, 2), nibbles(unified, 2, 3)]
  const older = /\b(?:windowswechat|macwechat\/[\d.]{1,20})\(0x([0-9a-f]{8})\)/i.exec(
    userAgent,
  )?.[1]
  return older ? [nibbles(older, 1, 2), nibbles(older, 2, 4), nibbles(older, 4, 6)] : null
}

function readBuild(token: string): number | null {
  const build = /^\d{1,6}\.\d{1,6}\.\d{1,6}\.(\d{1,6})/.exec(token)?.[1]
  return build === undefined ? null : Number(build)
}

function nibbles(hex: string, from: number, to: number): number {
  return Number.parseInt(hex.slice(from, to), 16)
}
