import assert from 'node:assert/strict'
import { onlySpeech } from '../../../server/domain/digit/onlySpeech.ts'

describe('onlySpeech', () => {
  it('silences what lies more than .2 s from speech, and keeps the clock', () => {
    const pcm = new Float32Array(16 * 3000).fill(0.5)
    const segments = [
      { startMs: 900, endMs: 1100 },
      { startMs: 3400, endMs: 3900 },
    ]
    const kept = onlySpeech({ startMs: 500, pcm }, segments)
    assert.equal(kept.startMs, 500)
    const at = (timeMs: number) => kept.pcm[Math.round((timeMs - 500) * 16)]
    assert.deepEqual(
      [600, 699, 701, 1000, 1299, 1301, 3199, 3201, 3490].map(at),
      [0, 0, 0.5, 0.5, 0.5, 0, 0, 0.5, 0.5],
    )
    assert.equal(pcm[0], 0.5)
    assert.ok(onlySpeech({ startMs: 0, pcm }, []).pcm.every(value => value === 0))
  })
})
