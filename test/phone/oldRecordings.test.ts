import assert from 'node:assert/strict'
import { actionTiming } from '../../server/domain/action/actionTiming.ts'
import type { Actor, FaceExpression } from '../../server/phone/person/actor.ts'
import { createOldActions } from '../../server/phone/person/oldActions.ts'

/** When each movement of a part began, ms since the start of the recording. */
function beginnings(actor: Actor, part: keyof FaceExpression, endMs: number): number[] {
  const times: number[] = []
  let before = 0
  for (let timeMs = 0; timeMs < endMs; timeMs += 10) {
    const value = actor.expressionAt(0, timeMs)[part]
    if (before === 0 && value > 0) times.push(timeMs)
    before = value
  }
  return times
}

describe('people in recordings of earlier ceremonies', () => {
  it('do what action challenges of today could ask for', () => {
    const { actions, minFirstRestMs, minRestMs, restSpreadMs } = actionTiming
    const gaps: number[] = []
    const firsts: number[] = []
    for (let seed = 0; seed < 300; seed += 1) {
      const actor = createOldActions(seed)
      const blinks = beginnings(actor, 'eyeClose', 22_000)
      const openings = beginnings(actor, 'mouthOpen', 22_000)
      assert.equal(blinks.length + openings.length, actions)
      assert.ok(openings.length > 0)
      const all = [...blinks, ...openings].toSorted((one, other) => one - other)
      firsts.push(all[0]!)
      gaps.push(...all.slice(1).map((timeMs, at) => timeMs - all[at]!))
    }
    const { blinkMs, openMouthMs } = actionTiming
    const spread = (values: readonly number[]) =>
      [Math.min(...values), Math.max(...values)] as const
    // A reaction of 350–800 ms comes first.
    const [firstLeast, firstMost] = spread(firsts)
    assert.ok(firstLeast >= minFirstRestMs + 350 && firstLeast < minFirstRestMs + 600)
    assert.ok(firstMost > minFirstRestMs + restSpreadMs && firstMost <= 4310)
    const [gapLeast, gapMost] = spread(gaps)
    assert.ok(gapLeast >= blinkMs + minRestMs - 450)
    assert.ok(gapMost <= openMouthMs + minRestMs + restSpreadMs + 460)
    assert.ok(gapMost > openMouthMs + minRestMs + restSpreadMs - 300)
  })
})
