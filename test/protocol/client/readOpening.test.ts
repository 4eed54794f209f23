import assert from 'node:assert/strict'
import { readOpening, supports } from '../../../server/protocol/client/readOpening.ts'
import { troubles } from '../../../server/protocol/client/troubles.ts'
import { checkEnvironment } from '../../../server/protocol/versionGate.ts'
import type { OpenAnswer } from '../../../server/protocol/session.ts'
import { readUserAgent } from '../../../server/protocol/userAgent.ts'

const answer: OpenAnswer = {
  deviceSecret: 's',
  status: 'init',
  business: 'b',
  purpose: 'p',
  mode: 'light',
  channel: 'h5-native',
  engine: 'own',
  identity: { kind: 'none' },
  consent: { version: '1', hash: 'h', title: 't', text: 'x', scopes: ['face'], givenAt: null },
  openid: { needed: true, proven: false, authorizeUrl: null, standIn: true },
  environment: { ok: true },
  demo: false,
  alternative: 'a',
  flashWarning: true,
  expiresAt: 0,
  serverMs: 0,
}

describe('reading the answer of /session/open', () => {
  it('lists what is still needed', () => {
    assert.deepEqual(readOpening(answer), {
      type: 'opened',
      needs: { consent: true, openid: true, identity: false },
    })
    const later: OpenAnswer = {
      ...answer,
      identity: { kind: 'ask' },
      consent: { ...answer.consent, givenAt: 5 },
      openid: { ...answer.openid, proven: true },
    }
    assert.deepEqual(readOpening(later), {
      type: 'opened',
      needs: { consent: false, openid: false, identity: true },
    })
  })

  it('has a page for every reason of the version gate', () => {
    const question = { channel: 'h5-native', mode: 'light' } as const
    for (const [userAgent, expected] of [
      ['Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0 Safari/537.36', 'notWeChat'],
      [
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) wxwork/4.1.30 MicroMessenger/7.0.1',
        'wecom',
      ],
      [
        'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) MicroMessenger/6.7.1(0x16070121)',
        'weChatTooOld',
      ],
      [
        'Mozilla/5.0 (iPhone; CPU iPhone OS 13_1 like Mac OS X) MicroMessenger/8.0.1(0x18000121)',
        'systemTooOld',
      ],
    ] as const) {
      const environment = checkEnvironment(readUserAgent(userAgent), question)
      assert.deepEqual(readOpening({ ...answer, environment }), {
        type: 'trouble',
        trouble: expected,
      })
      assert.ok(expected in troubles)
    }
  })

  it('takes a reason of a newer server for the general one', () => {
    const environment = { ok: false, reason: 'toString' } as const
    assert.deepEqual(readOpening({ ...answer, environment }), {
      type: 'trouble',
      trouble: 'environment',
    })
  })

  it('stops at what is over, late or not to be performed', () => {
    assert.equal(readOpening({ ...answer, status: 'finished' }), null)
    assert.deepEqual(readOpening({ ...answer, status: 'timeout' }), {
      type: 'trouble',
      trouble: 'expired',
    })
    for (const mode of ['action', 'silent', 'toString'])
      assert.deepEqual(readOpening({ ...answer, mode }), {
        type: 'trouble',
        trouble: 'unsupported',
      })
  })

  it('takes every mode that it says it can perform', () => {
    assert.deepEqual(supports, ['light@1', 'digit@1', 'light-digit@1'])
    for (const mode of ['light', 'digit', 'light-digit'])
      assert.equal(readOpening({ ...answer, mode })?.type, 'opened')
  })
})
