import { compareVersions, formatVersion, parseVersion, type Version } from '../version.ts'
import { minimumWeChat, type GateAnswer, type GateMode } from '../versionGate.ts'

/** What a mini program is told about the client that it runs in; empty text where it is told nothing. */
export interface MiniProgramHost {
  /** `ios`, `android`, `ohos`, `windows`, `mac`, `devtools`, … */
  platform: string
  /** Of WeChat. */
  version: string
  /** Of the base library. */
  baseLibrary: string
  /** Run by 企业微信. */
  isWeCom: boolean
}

/** The privacy API that everything begins with came with it (wechat-platform sheet §3). */
export const minimumBaseLibrary: Version = [2, 32, 3]

const systems = ['android', 'ios'] as const

/**
 * R22 for a mini program, asked by the client for a friendly page. No user agent of a page says it to
 * the server, so nothing rests on it. What the client does not tell is let through: containers other
 * than WeChat tell nothing.
 */
export function checkMiniProgram(host: MiniProgramHost, mode: string): GateAnswer {
  if (host.isWeCom) return { ok: false, reason: 'wecom' }
  if (host.platform === 'windows' || host.platform === 'mac')
    return { ok: false, reason: 'desktop' }
  const system = systems.find(name => name === host.platform)
  const minimum = system && isGateMode(mode) ? minimumWeChat[mode]?.[system] : undefined
  if (minimum && isOlder(host.version, minimum))
    return { ok: false, reason: 'weChatTooOld', needs: formatVersion(minimum) }
  return isOlder(host.baseLibrary, minimumBaseLibrary)
    ? { ok: false, reason: 'weChatTooOld' }
    : { ok: true }
}

function isOlder(text: string, minimum: Version): boolean {
  const version = parseVersion(text)
  return version !== null && compareVersions(version, minimum) < 0
}

function isGateMode(mode: string): mode is GateMode {
  return Object.prototype.hasOwnProperty.call(minimumWeChat, mode)
}
