import assert from 'node:assert/strict'
import { actionLimits } from '../../../server/domain/action/actionLimits.ts'
import {
  generateActionChallenge,
  type ActionSecret,
} from '../../../server/domain/action/generateActionChallenge.ts'
import { judgeAction } from '../../../server/domain/action/judgeAction.ts'
import type { LightFrame } from '../../../server/domain/lightFrame.ts'
import { expressionOf, type Movement } from '../../../server/phone/person/movement.ts'
import { movementsOf } from '../../../server/phone/person/movementsOf.ts'
import { fakeChin, fakeFrame, fakeSkin } from '../../support/captureFakes.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const secret: ActionSecret = {
  steps: [
    { action: null, durationMs: 1500 },
    { action: 'blink', durationMs: 1600 },
    { action: null, durationMs: 1000 },
    { action: 'openMouth', durationMs: 2000 },
    { action: null, durationMs: 800 },
    { action: 'blink', durationMs: 1600 },
    { action: null, durationMs: 600 },
  ],
}
const empty = new Float32Array()
const grey = fakeSkin([0.2, 0.2, 0.2])

/** Painted as planned, from 1,000 ms on. */
function paintedOf({ steps }: ActionSecret): number[] {
  const painted = [1000]
  for (const { durationMs } of steps) painted.push(painted.at(-1)! + durationMs)
  return painted
}

/** What a camera with 15 frames a second sees of a face that moves so. */
function framesOf(
  movements: readonly Movement[],
  endMs: number,
  {
    intervalMs = 66,
    isAway = (timeMs: number): boolean => timeMs < 0,
    yawDeg = 0,
    eyePx = 60,
    chinOf = fakeChin,
  } = {},
): LightFrame[] {
  const noise = seededRandom(5)
  const frames: LightFrame[] = []
  for (let timeMs = 900; timeMs < endMs + 200; timeMs += intervalMs) {
    const { eyeClose, mouthOpen } = expressionOf(movements, timeMs)
    const jitter = () => 0.02 * (noise() - 0.5)
    const lipHeight = 0.3 + 0.35 * mouthOpen
    const living = fakeFrame({ n: 0 }, timeMs).face!
    frames.push({
      timeMs,
      widthPx: 360,
      heightPx: 480,
      faceCount: isAway(timeMs) ? 0 : 1,
      face: isAway(timeMs)
        ? null
        : {
            interOcularPx: eyePx,
            yawDeg,
            pitchDeg: 0,
            rollDeg: 0,
            // A person with narrow eyes: nothing absolute would do.
            eyeOpening: 0.2 * (1 - 0.45 * eyeClose) + jitter() / 4,
            mouthOpening: 0.05 + 0.6 * mouthOpen + jitter(),
            mouthWidth: living.mouthWidth,
            lipHeight,
            chin: chinOf(lipHeight),
            centre: living.centre,
            box: [100, 100, 160, 220],
            ...grey,
            skinPixels: 4000,
            luminance: 120,
            normals: empty,
            meanFaceNormals: empty,
            positions: empty,
          },
      background: null,
      backgroundPixels: 0,
    })
  }
  return frames
}

function honest(challenge: ActionSecret, seed: number): Movement[] {
  const random = seededRandom(seed)
  const painted = paintedOf(challenge)
  return challenge.steps.flatMap((step, at) => movementsOf(step, painted[at]!, random))
}

function judge(
  movements: readonly Movement[],
  options: Parameters<typeof framesOf>[2] = {},
  challenge = secret,
) {
  const painted = paintedOf(challenge)
  const frames = framesOf(movements, painted.at(-1)!, options)
  const verdict = judgeAction({ secret: challenge, painted, frames }, actionLimits)
  return { ...verdict, failed: verdict.checks.filter(({ outcome }) => outcome !== 'pass') }
}

describe('judgeAction', function () {
  this.timeout(60_000)
  it('passes whoever does what is asked for, whatever it is', () => {
    const bytes = randomBytes(3)
    for (let run = 0; run < 200; run++) {
      const challenge = generateActionChallenge(bytes)
      const { outcome, failed } = judge(honest(challenge, run), {}, challenge)
      assert.equal(outcome, 'pass', JSON.stringify([run, challenge, failed]))
    }
  })

  it('passes one in a hundred recordings of other challenges at the most', () => {
    const bytes = randomBytes(4)
    let passed = 0
    for (let run = 0; run < 500; run++) {
      const recorded = honest(generateActionChallenge(bytes), run)
      if (judge(recorded, {}, generateActionChallenge(bytes)).outcome === 'pass') passed++
    }
    // 500/15 = 33 would have the same actions in their order: the time at which they come has to be right, too.
    assert.ok(passed <= 5, `${passed}`)
  })

  const blink = (startMs: number): Movement => ({
    part: 'eyeClose',
    startMs,
    rampMs: 80,
    holdMs: 150,
  })
  const open = (startMs: number): Movement => ({
    part: 'mouthOpen',
    startMs,
    rampMs: 150,
    holdMs: 500,
  })
  // Steps begin at 1000, 2500, 4100, 5100, 7100, 7900, 9500 ms.
  const [first, mouth, last] = [blink(3000), open(5600), blink(8400)]
  const cases: [string, Movement[], number, string][] = [
    ['nothing at all', [], 1207, 'action.1.blink'],
    ['one blink of two', [first, mouth], 1207, 'action.5.blink'],
    ['two blinks for one', [first, blink(3500), mouth, last], 1003, 'action.1.blink'],
    ['no mouth', [first, last], 1209, 'action.3.openMouth'],
    [
      'the mouth before it was asked for',
      [first, open(4300), last],
      1003,
      'action.2.rest.openMouth',
    ],
    [
      'the mouth while it should blink',
      [blink(2700), open(3300), mouth, last],
      1003,
      'action.1.openMouth',
    ],
    ['the mouth as soon as it is asked for', [first, open(5110), last], 1209, 'action.3.openMouth'],
    ['the mouth too late', [first, open(6600), last], 1209, 'action.3.openMouth'],
    [
      'the other way round',
      [open(3000), blink(5600), open(8200), open(9400)],
      1002,
      'action.1.blink',
    ],
  ]
  for (const [what, movements, code, check] of cases) {
    it(`does not pass ${what}`, () => {
      const { resultCode, failed } = judge(movements)
      assert.equal(resultCode, code, JSON.stringify(failed))
      assert.ok(
        failed.some(({ name }) => name === check),
        JSON.stringify(failed),
      )
    })
  }

  it('passes two in a hundred challenges at the most to whoever blinks all the time and opens the mouth once', () => {
    const bytes = randomBytes(5)
    const train = Array.from({ length: 16 }, (_, at) => blink(1300 + 1500 * at))
    let passed = 0
    for (let run = 0; run < 300; run++) {
      const { outcome } = judge([...train, open(3900)], {}, generateActionChallenge(bytes))
      if (outcome === 'pass') passed++
    }
    assert.ok(passed <= 6, `${passed}`)
    const often = [first, mouth, last].concat([4300, 4700, 6200, 6600, 7200, 7600].map(blink))
    assert.ok(judge(often).failed.some(({ name }) => name === 'action.otherBlinks'))
  })

  it('lets eyes blink by themselves in a rest and while the mouth opens', () => {
    const { outcome, failed } = judge([first, blink(4500), mouth, blink(6400), last])
    assert.equal(outcome, 'pass', JSON.stringify(failed))
  })

  it('has its own answer to faces that leave, are small or turned, and to lost frames', () => {
    const good = honest(secret, 1)
    const away = (timeMs: number) => timeMs > 4000 && timeMs < 4500
    assert.equal(judge(good, { isAway: away }).resultCode, 1210)
    assert.equal(judge(good, { isAway: () => true }).resultCode, 1210)
    assert.equal(judge(good, { intervalMs: 400 }).resultCode, 1008)
    assert.equal(judge(good, { yawDeg: 25 }).resultCode, 1003)
    assert.equal(judge(good, { eyePx: 30 }).resultCode, 1205)
  })

  it('wants the chin to sink with the mouth, and to be seen', () => {
    const good = honest(secret, 1)
    const still = judge(good, { chinOf: () => fakeChin(0.3) })
    assert.deepEqual([still.outcome, still.resultCode], ['inconclusive', 1003])
    assert.deepEqual(
      still.failed.map(({ name }) => name),
      ['action.jaw'],
    )
    const hidden = judge(good, { chinOf: () => new Float32Array(0) })
    assert.deepEqual([hidden.outcome, hidden.advice], ['inconclusive', 'pose'])
    assert.equal(hidden.failed[0]!.value, 'not measured')
  })

  it('wants the steps painted in their order and for their time', () => {
    const painted = paintedOf(secret)
    const frames = framesOf(honest(secret, 1), painted.at(-1)!)
    const judged = (times: number[]) =>
      judgeAction({ secret, painted: times, frames }, actionLimits).resultCode
    assert.equal(judged(painted), 0)
    assert.equal(judged(painted.slice(1)), 1008)
    assert.equal(judged(painted.with(2, painted[1]! - 1)), 1008)
    assert.equal(judged(painted.with(2, painted[2]! + 200)), 1008)
    assert.equal(judged(painted.with(2, NaN)), 1008)
  })
})

describe('generateActionChallenge', () => {
  it('draws every order of four actions that opens the mouth, evenly', () => {
    const bytes = randomBytes(8)
    const counts = new Map<string, number>()
    for (let run = 0; run < 1500; run++) {
      const { steps } = generateActionChallenge(bytes)
      assert.equal(steps.length, 9)
      assert.ok(steps.every(({ action }, at) => (action === null) === (at % 2 === 0)))
      const key = steps.flatMap(({ action }) => action ?? []).join()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    assert.equal(counts.size, 15)
    assert.ok([...counts.keys()].every(key => key.includes('openMouth')))
    // Five standard deviations of a count of 100.
    for (const [key, count] of counts) assert.ok(count > 50 && count < 150, `${key} ${count}`)
  })

  it('lasts nine to twenty-one seconds', () => {
    const bytes = randomBytes(9)
    for (let run = 0; run < 500; run++) {
      const total = generateActionChallenge(bytes).steps.reduce((sum, s) => sum + s.durationMs, 0)
      assert.ok(total > 9_000 && total < 21_000, `${total}`)
    }
  })
})
