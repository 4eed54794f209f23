import assert from 'node:assert/strict'
import fc from 'fast-check'
import { chromaTrack } from '../../../server/domain/light/chromaTrack.ts'
import { generateLightChallenge } from '../../../server/domain/light/generateLightChallenge.ts'
import { judgeLight, type LightPerformance } from '../../../server/domain/light/judgeLight.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { lightTiming } from '../../../server/domain/light/lightTiming.ts'
import type { LightFrame, Rgb } from '../../../server/domain/lightFrame.ts'
import { performLight } from '../../support/performLight.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { replayCodes } from '../../../server/evaluate/replayCodes.ts'
import type { Scene, Subject } from '../../support/simulatedScene.ts'

function tally(count: number, fixed: Partial<Scene>): Record<string, number> {
  const found: Record<string, number> = {}
  for (let seed = 300; seed < 300 + count; seed++) {
    const { reason } = judgeLight(performLight(seed, fixed), lightLimits)
    found[reason ?? 'pass'] = (found[reason ?? 'pass'] ?? 0) + 1
  }
  return found
}

const print = (change: Partial<Extract<Subject, { kind: 'print' }>>): Partial<Scene> => ({
  subject: {
    kind: 'print',
    bend: { kind: 'flat' },
    tiltDeg: [3, -4],
    fills: false,
    gloss: 0.05,
    ...change,
  },
})

describe('judgeLight before simulated cameras', function () {
  this.timeout(120_000)

  it('passes living faces by the light of a room', () => {
    const found = tally(14, {})
    assert.ok((found.pass ?? 0) >= 13, JSON.stringify(found))
    assert.ok(!found.print && !found.screen && !found.wrongCode, JSON.stringify(found))
  })

  it('does not pass anybody in daylight, and calls nobody a print for it', () => {
    for (const roomLux of [3_000, 20_000])
      assert.deepEqual(tally(5, { roomLux }), { weakLight: 5 }, `${roomLux} lx`)
  })

  const attacks: [string, Partial<Scene>][] = [
    ['a flat print', print({})],
    ['a print that fills the picture', print({ fills: true })],
    ['a turned print', print({ tiltDeg: [30, 5] })],
    ['a glossy print', print({ gloss: 0.6 })],
    ['a print around a cylinder of 9 cm', print({ bend: { kind: 'upright', radius: 0.09 } })],
    ['a print bent over', print({ bend: { kind: 'level', radius: 0.12 } })],
    ['a folded print', print({ bend: { kind: 'fold', slope: 0.6 } })],
    ['a real nose through a print', print({ nose: true })],
    ['a display', { subject: { kind: 'display', lit: null, nits: 120, gloss: 0.4, delayMs: 0 } }],
    [
      'a dim display',
      { subject: { kind: 'display', lit: null, nits: 10, gloss: 0.2, delayMs: 0 } },
    ],
  ]
  for (const [what, scene] of attacks)
    it(`does not pass ${what}`, () => {
      const found = tally(5, scene)
      assert.equal(found.pass, undefined, JSON.stringify(found))
    })

  it('fails flat and turned prints outright, with 1002', () => {
    for (const scene of [print({}), print({ tiltDeg: [-30, 0] })]) {
      const verdict = judgeLight(performLight(41, scene), lightLimits)
      assert.equal(verdict.outcome, 'fail')
      assert.equal(verdict.reason, 'print')
      assert.equal(verdict.resultCode, 1002)
      assert.ok(verdict.checks.some(({ outcome }) => outcome === 'fail'))
    }
  })

  it('fails a recording that was made for another code', () => {
    let failed = 0
    for (let seed = 1; seed <= 8; seed++) {
      const verdict = judgeLight(performLight(seed, {}, seed + 5000), lightLimits)
      assert.notEqual(verdict.outcome, 'pass')
      if (verdict.reason === 'wrongCode') failed++
    }
    assert.ok(failed >= 6, `${failed}`)
  })

  it('does not pass a video of a face lit for another code, shown on a display', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const lit = generateLightChallenge(randomBytes(seed + 900), lightTiming)
      const subject = { kind: 'display', lit, nits: 150, gloss: 0.2, delayMs: 0 } as const
      assert.notEqual(judgeLight(performLight(seed, { subject }), lightLimits).outcome, 'pass')
    }
  })

  it('does not pass a photograph that answers nothing', () => {
    const { secret, painted, frames } = performLight(7, {})
    const stillAt = (timeMs: number) => ({ ...frames[0]!, timeMs })
    const still = frames.map(({ timeMs }) => stillAt(timeMs))
    const verdict = judgeLight({ secret, painted, frames: still }, lightLimits)
    assert.equal(verdict.outcome, 'inconclusive')
    assert.equal(verdict.reason, 'weakLight')
  })

  it('explains a pass with checks that all passed, each named once', () => {
    const { outcome, checks, advice, resultCode } = judgeLight(performLight(303, {}), lightLimits)
    assert.equal(outcome, 'pass')
    assert.equal(advice, null)
    assert.equal(resultCode, 0)
    assert.ok(checks.every(check => check.outcome === 'pass'))
    assert.equal(new Set(checks.map(({ name }) => name)).size, checks.length)
  })
})

describe('judgeLight does not mind', function () {
  this.timeout(120_000)
  let living: LightPerformance
  before(() => {
    living = performLight(303, { lagMs: 60 })
  })
  const passes = (frames: LightFrame[]) =>
    assert.equal(judgeLight({ ...living, frames }, lightLimits).reason, null)

  it('white balance and a hunting exposure', () => {
    const gain = fc.double({ min: 0.6, max: 1.6, noNaN: true })
    fc.assert(
      fc.property(
        gain,
        gain,
        gain,
        fc.double({ min: 200, max: 2000, noNaN: true }),
        (r, g, b, period) => {
          passes(
            living.frames.map(frame => {
              const now = 1 + 0.2 * Math.sin(frame.timeMs / period)
              return scaled(frame, [r * now, g * now, b * now])
            }),
          )
        },
      ),
      { numRuns: 12, seed: 2 },
    )
  })

  it('a lag of the band', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 230 }), more => {
        passes(living.frames.map(frame => ({ ...frame, timeMs: frame.timeMs + more })))
      }),
      { numRuns: 12, seed: 3 },
    )
  })

  it('a few lost frames', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 8, max: 12 }),
        (first, every) => {
          passes(living.frames.filter((_, at) => at % every !== first % every))
        },
      ),
      { numRuns: 12, seed: 4 },
    )
  })

  function scaled(frame: LightFrame, by: Rgb): LightFrame {
    const times = (colour: Rgb | null): Rgb | null =>
      colour && [colour[0] * by[0], colour[1] * by[1], colour[2] * by[2]]
    const face = frame.face!
    const grid = face.grid.map((value, at) => value * by[at % 3]!)
    return {
      ...frame,
      background: times(frame.background),
      face: { ...face, skin: times(face.skin), grid },
    }
  }
})

describe('recorded answers', function () {
  this.timeout(120_000)

  it('do not open other challenges', () => {
    const recordings = Array.from({ length: 5 }, (_, at) => {
      const { painted, frames } = performLight(at + 60, {})
      return { track: chromaTrack(frames, lightLimits), startMs: painted[0]! }
    })
    const counts = replayCodes(recordings, 1_500, lightLimits, 9, {
      isClip: false,
      onProgress: () => {},
    })
    // At the most 6e-5 · 1,500 = .09 are expected by the count of codes; three would be p < 2e-4.
    assert.ok(counts.accepted <= 2, JSON.stringify(counts))
    assert.ok(counts.correlated < 0.02 * counts.tried, JSON.stringify(counts))
  })
})
