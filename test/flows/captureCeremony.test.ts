import assert from 'node:assert/strict'
import type { ClientMessage, ServerMessage } from '../../server/protocol/capture.ts'
import type { AdmittedCapture } from '../../server/flows/admitCapture.ts'
import { createCeremony } from '../../server/flows/captureCeremony.ts'
import { fakeVision } from '../support/captureFakes.ts'
import { record } from '../support/records.ts'

describe('a ceremony on a socket', () => {
  const account = record.account()
  const rule = record.rule({ accountId: account.accountId, livenessMode: 'digit' })
  const { accountId } = account
  const session = record.session({ accountId, ruleId: rule.ruleId })
  const capture: AdmittedCapture = { captureId: 'capture', session, rule, account }
  const unasked = async () => await Promise.reject(new Error('nobody asked for this'))

  async function say(messages: readonly ClientMessage[]): Promise<ServerMessage[]> {
    const sent: ServerMessage[] = []
    let faults = 0
    const ceremony = createCeremony(
      {
        admitCapture: async () => capture,
        issueChallenge: unasked,
        finishCapture: unasked,
        releaseCapture: async () => {},
        vision: fakeVision,
        clock: () => 0,
        monotonicMs: () => 0,
        onFault: () => (faults += 1),
      },
      { send: message => void sent.push(message), close: () => {} },
      { origin: null, userAgent: '', isLocal: false, language: 'en-US' },
      () => {},
    )
    for (const message of messages) ceremony.onMessage(message)
    await new Promise(resolve => setImmediate(resolve))
    ceremony.onGone()
    await ceremony.ended
    assert.equal(faults, 0)
    return sent
  }

  const camera = { label: '', facing: 'user', widthPx: 480, heightPx: 640, frameRate: 30 } as const
  const hello: ClientMessage = {
    type: 'hello',
    version: 1,
    bizToken: session.bizToken,
    deviceSecret: '',
    supports: [],
    camera,
    clockMs: 0,
  }

  it('ends where the phone’s clock goes ahead: sound and steps in hours of its own would be believed', async () => {
    for (const type of ['sync', 'ready'] as const) {
      const sent = await say([hello, { type: 'sync', clockMs: 9_000 }, { type, clockMs: 1e12 }])
      const last = sent.at(-1)
      assert.equal(last?.type === 'error' && last.code, 'Capture.ClockRefused', type)
    }
    const steady = await say([hello, { type: 'sync', clockMs: 9_000 }])
    assert.equal(steady.at(-1)?.type, 'sync')
  })
})
