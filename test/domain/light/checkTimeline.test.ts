import assert from 'node:assert/strict'
import { checkTimeline } from '../../../server/domain/light/checkTimeline.ts'
import type { LightSecret } from '../../../server/domain/light/generateLightChallenge.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { lightReasons } from '../../../server/domain/light/lightReasons.ts'
import { plannedSteps } from '../../../server/domain/light/plannedSteps.ts'
import type { LightFace, LightFrame } from '../../../server/domain/lightFrame.ts'

const secret: LightSecret = {
  hues: ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta', 'red', 'cyan'],
  slotMs: [380, 380, 380, 380, 380, 380, 380, 380],
  leadMs: 500,
  tailMs: 300,
}
const startMs = 1000
const painted = [startMs]
for (const duration of plannedSteps(secret).durationsMs) painted.push(painted.at(-1)! + duration)

const face: LightFace = {
  interOcularPx: 80,
  yawDeg: 2,
  pitchDeg: -3,
  rollDeg: 0,
  eyeOpening: 0.3,
  mouthOpening: 0,
  mouthWidth: 0.8,
  lipHeight: 0.3,
  chin: new Float32Array(0),
  centre: [180, 200],
  box: [90, 100, 180, 240],
  skin: [0.2, 0.15, 0.1],
  skinPixels: 4000,
  luminance: 110,
  grid: new Float32Array(),
  normals: new Float32Array(),
  meanFaceNormals: new Float32Array(),
  positions: new Float32Array(),
}

/** Twelve frames a second from start to end. */
function frames(change: (frame: LightFrame, at: number) => LightFrame | null): LightFrame[] {
  const all = Array.from({ length: 47 }, (_, at): LightFrame => {
    return {
      timeMs: startMs + 10 + at * 83,
      widthPx: 360,
      heightPx: 480,
      faceCount: 1,
      face,
      background: null,
      backgroundPixels: 0,
    }
  })
  return all.flatMap((frame, at) => change(frame, at) ?? [])
}

const same = (frame: LightFrame): LightFrame => frame
const reasonOf = (
  change: (frame: LightFrame, at: number) => LightFrame | null,
  times: readonly number[] = painted,
) => checkTimeline(secret, times, frames(change), lightLimits).reason

describe('checkTimeline', () => {
  it('lets a ceremony that went as planned through and lists every check', () => {
    const { reason, checks } = checkTimeline(secret, painted, frames(same), lightLimits)
    assert.equal(reason, null)
    assert.ok(checks.every(({ outcome }) => outcome === 'pass'))
    assert.equal(new Set(checks.map(({ name }) => name)).size, checks.length)
  })

  it('refuses steps that are missing, double or in another order', () => {
    assert.equal(reasonOf(same, painted.slice(1)), 'paintOrder')
    assert.equal(reasonOf(same, []), 'paintOrder')
    assert.equal(reasonOf(same, painted.with(3, painted[2]!)), 'paintOrder')
    assert.equal(reasonOf(same, painted.with(3, painted[5]!)), 'paintOrder')
    assert.equal(reasonOf(same, painted.with(3, NaN)), 'paintOrder')
  })

  it('refuses a step that was shown for over 100 ms more or less than asked', () => {
    const late = (by: number) => painted.map((time, step) => (step > 4 ? time + by : time))
    assert.equal(reasonOf(same, late(100)), null)
    assert.equal(reasonOf(same, late(101)), 'paintTime')
    assert.equal(reasonOf(same, late(-101)), 'paintTime')
  })

  const cases: [string, string, (frame: LightFrame, at: number) => LightFrame | null][] = [
    ['no frames at all', 'framesMissing', () => null],
    [
      'times that stand still',
      'frameOrder',
      f => ({ ...f, timeMs: Math.floor(f.timeMs / 100) * 100 }),
    ],
    ['every fourth frame only', 'framesMissing', (f, at) => (at % 4 ? null : f)],
    ['a hole of half a second', 'framesMissing', (f, at) => (at > 10 && at < 17 ? null : f)],
    [
      'a second face for a while',
      'severalFaces',
      (f, at) => (at > 20 && at < 30 ? { ...f, faceCount: 2 } : f),
    ],
    [
      'no face for 330 ms',
      'faceLost',
      (f, at) => (at > 20 && at < 24 ? { ...f, faceCount: 0, face: null } : f),
    ],
    ['a face far away', 'faceSmall', f => ({ ...f, face: { ...face, interOcularPx: 39 } })],
    [
      'a head turned aside',
      'turned',
      (f, at) => (at === 9 ? { ...f, face: { ...face, yawDeg: -16 } } : f),
    ],
    [
      'a head bent down',
      'turned',
      (f, at) => (at === 9 ? { ...f, face: { ...face, pitchDeg: 16 } } : f),
    ],
    [
      'a jump of the face',
      'moved',
      (f, at) => (at > 20 ? { ...f, face: { ...face, centre: [193, 200] } } : f),
    ],
    [
      'a jump of its size',
      'moved',
      (f, at) => (at > 20 ? { ...f, face: { ...face, interOcularPx: 95 } } : f),
    ],
    ['a dark face', 'dark', f => ({ ...f, face: { ...face, luminance: 20 } })],
    ['a face blown out', 'bright', f => ({ ...f, face: { ...face, luminance: 245, skin: null } })],
    [
      'a covered face',
      'covered',
      (f, at) => (at > 5 ? { ...f, face: { ...face, skin: null } } : f),
    ],
  ]
  for (const [what, reason, change] of cases)
    it(`answers ${what} with ${reason}`, () => {
      assert.equal(reasonOf(change), reason)
    })

  it('forgives one lost frame, one poor slot and a face lost for one frame', () => {
    assert.equal(
      reasonOf((f, at) => (at % 12 === 5 ? null : f)),
      null,
    )
    assert.equal(
      reasonOf((f, at) => (at === 20 ? { ...f, face: null, faceCount: 0 } : f)),
      null,
    )
    assert.equal(
      reasonOf((f, at) => (at === 8 || at === 9 || at === 10 ? null : f)),
      null,
    )
  })

  it('never blames a person for the network, nor calls any of this an attack', () => {
    for (const reason of ['paintOrder', 'paintTime', 'framesMissing', 'frameOrder', 'lag'] as const)
      assert.deepEqual(lightReasons[reason], {
        outcome: 'inconclusive',
        resultCode: 1008,
        advice: 'network',
      })
    assert.equal(lightReasons.dark.resultCode, 1201)
    assert.equal(lightReasons.bright.resultCode, 1202)
    for (const reason of ['wrongCode', 'print', 'screen'] as const)
      assert.equal(lightReasons[reason].resultCode, 1002)
  })
})
