import type { Rule } from '../domain/rule.ts'
import { readUserAgent } from '../protocol/userAgent.ts'
import { checkEnvironment, type GateAnswer } from '../protocol/versionGate.ts'
import type { Visitor } from './findForDevice.ts'

export type CheckClient = (rule: Rule, visitor: Visitor) => GateAnswer

/**
 * R20, R22: may this client perform the rule's ceremony? A mini program proves by wx.login where it runs, an
 * app by its own back end; a demo on its own machine takes any browser (R46).
 */
export function createCheckClient(mode: 'demo' | 'production'): CheckClient {
  return ({ channel, livenessMode }, visitor) => {
    if (mode === 'demo' && visitor.isLocal) return { ok: true }
    if (channel === 'app' || channel === 'api') return { ok: true }
    return checkEnvironment(readUserAgent(visitor.userAgent), { channel, mode: livenessMode })
  }
}
