import assert from 'node:assert/strict'
import { createAssessRecorded } from '../../server/flows/recorded/assessRecorded.ts'
import { record } from '../support/records.ts'

describe('a recording of a living person', () => {
  let compared = 0
  const assess = createAssessRecorded({
    assessClip: async () => ({
      live: { outcome: 'pass', resultCode: 0, advice: null, apiCode: null, checks: [] },
      probe: { ok: true, embeddings: [new Float32Array(1)], checks: [] },
      bestFrames: [],
      frames: [],
    }),
    compareWithReference: async () => {
      compared += 1
      return { resultCode: 0, sim: 99, checks: [] }
    },
    findReference: async () => ({ kind: 'photo', photo: new Uint8Array() }),
  })
  const ids = { accountId: 'account', ruleId: 'rule' }
  const subject = { rule: record.rule(ids), session: record.session(ids) }
  const clip = {
    frames: [],
    sound: null,
    hasUnreadSound: false,
    isCutOff: false,
    durationMs: 9000,
    widthPx: 480,
    heightPx: 640,
  }
  const digit = { code: '1759', digitMs: [1, 1, 1, 1], leadMs: 1, tailMs: 1 }
  const assessAfter = async (afterMs: number) => {
    const given = { secret: { kind: 'digit', digit } as const, painted: [], clip }
    return (await assess(subject, { ...given, afterMs, lifetimeMs: 40_000 })).verdict
  }

  it('passes when it can have been filmed since its challenge was known', async () => {
    const { errCode, sim, checks } = await assessAfter(8000)
    assert.deepEqual([errCode, sim], [0, 99])
    assert.deepEqual(
      checks.map(({ name, value, outcome }) => [name, value, outcome]),
      [
        ['record.commitAfterMs', 8000, 'pass'],
        ['record.clipMs', 9000, 'pass'],
      ],
    )
  })

  it('is to be made again, and compared with nobody, when it is longer than that', async () => {
    compared = 0
    const { errCode, liveStatus, compareStatus, advice, checks } = await assessAfter(7999)
    assert.deepEqual([errCode, liveStatus, compareStatus], [1003, 1003, null])
    assert.equal(advice, 'liveness')
    assert.equal(checks.at(-1)?.outcome, 'inconclusive')
    assert.equal(compared, 0)
  })
})
