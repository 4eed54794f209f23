import { createHash } from 'node:crypto'
import type { Challenge } from '../../../server/protocol/challenge.ts'
import type { ClientVerdict } from '../../../server/protocol/capture.ts'
import type { OpenAnswer } from '../../../server/protocol/session.ts'

export const lightChallenge: Challenge = {
  kind: 'light',
  version: 1,
  challengeId: 'c-1',
  steps: [
    { colour: '#808080', durationMs: 500 },
    { colour: '#ff2020', durationMs: 380 },
    { colour: '#20ff20', durationMs: 380 },
    { colour: '#808080', durationMs: 400 },
  ],
  lifetimeMs: 60_000,
}

const opened: OpenAnswer = {
  deviceSecret: 's'.repeat(43),
  status: 'init',
  business: '示例银行',
  purpose: '开户',
  mode: 'light',
  channel: 'miniapp',
  engine: 'own',
  identity: { kind: 'none' },
  consent: {
    version: '2026-01-01',
    hash: 'h',
    title: '人脸信息处理协议',
    text: '第一段',
    scopes: ['face', 'upload', 'compare'],
    givenAt: null,
  },
  openid: { needed: true, proven: false, authorizeUrl: null, standIn: false },
  environment: { ok: true },
  demo: false,
  alternative: '请到柜台办理',
  flashWarning: true,
  expiresAt: 0,
  serverMs: 0,
}

/** The part of the server that the kit talks to over HTTP, as recordedCapture.ts and session.ts say. */
export function createServerDouble(
  given: Partial<OpenAnswer> = {},
  verdict: ClientVerdict = { outcome: 'passed', advice: null, redirectUrl: null },
) {
  const received: Uint8Array[] = []
  const bodies = new Map<string, unknown>()
  /** How many of the next requests to a path are lost: `before` the server has them, or `after`. */
  const losses = new Map<string, { before: number; after: number }>()
  const session = { ...opened, ...given }
  const count = () => received.reduce((sum, { length }) => sum + length, 0)

  function answer(path: string, body: unknown, bytes: Uint8Array) {
    const name = path.replace(/\?.*/, '')
    const loss = losses.get(name)
    if (loss && loss.before > 0) {
      loss.before -= 1
      throw new Error('lost on the way')
    }
    const answered = reply(name, path, body, bytes)
    if (loss && loss.after > 0) {
      loss.after -= 1
      throw new Error('lost on the way back')
    }
    return answered
  }

  function reply(name: string, path: string, body: unknown, bytes: Uint8Array) {
    bodies.set(name, body)
    switch (name) {
      case '/session/open':
        return { body: session }
      case '/session/consent':
        session.consent = { ...session.consent, givenAt: 1 }
        return { body: { consentId: 'id', givenAt: 1 } }
      case '/session/openid':
        session.openid = { ...session.openid, proven: true }
        return { body: {} }
      case '/session/record/start':
        return {
          body: {
            captureId: 'capture-1',
            challenge: lightChallenge,
            limits: { maxClipBytes: 20_000_000, maxPartBytes: 200_000, uploadMs: 60_000 },
          },
        }
      case '/session/record/part': {
        const offset = Number(/offset=(\d+)/.exec(path)?.[1])
        if (bytes.length > 0 && offset === count()) received.push(bytes)
        return { body: { received: count() } }
      }
      case '/session/record/commit':
        return { body: {} }
      case '/session/record/finish':
        return { body: { verdict } }
      case '/session/native/start':
        return { body: { captureId: 'native-1', verifyId: 'verify-1' } }
      case '/session/native/finish':
        return { body: { verdict } }
      default:
        return { status: 404, body: { code: 'Session.NotFound', message: '核验链接无效' } }
    }
  }

  return {
    answer,
    bodies,
    losses,
    clipHash: () => createHash('sha256').update(Buffer.concat(received)).digest('hex'),
  }
}
