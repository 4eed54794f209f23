import assert from 'node:assert/strict'
import { clipReasons, meaningOf } from '../../../server/domain/clip/clipReasons.ts'
import { resultCode } from '../../../server/protocol/resultCodes.ts'

describe('why a clip did not pass', () => {
  it('has a name on the wire in every mode of the actions over videos', () => {
    // Only of colours and prompts, which those actions do not have.
    const painted = new Set(['paintOrder', 'paintTime'])
    const nameless = (['digit', 'action', 'silent'] as const).flatMap(kind =>
      clipReasons
        .filter(reason => !painted.has(reason))
        .filter(reason => {
          const { apiCode, resultCode: code } = meaningOf(kind, reason)
          return !apiCode && !resultCode(code).apiCode
        })
        .map(reason => `${kind} ${reason}`),
    )
    assert.deepEqual(nameless, [])
  })
})
