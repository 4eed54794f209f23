import assert from 'node:assert/strict'
import fc from 'fast-check'
import { chromaTrack } from '../../../server/domain/light/chromaTrack.ts'
import type { ChromaTrack } from '../../../server/domain/light/chromaTrack.ts'
import { codeFinding } from '../../../server/domain/light/codeFinding.ts'
import { decodeCode } from '../../../server/domain/light/decodeCode.ts'
import { evened, fitCode } from '../../../server/domain/light/fitCode.ts'
import { generateLightChallenge } from '../../../server/domain/light/generateLightChallenge.ts'
import type { LightSecret } from '../../../server/domain/light/generateLightChallenge.ts'
import { lightLimits } from '../../../server/domain/light/lightLimits.ts'
import { lightTiming } from '../../../server/domain/light/lightTiming.ts'
import { plannedSteps } from '../../../server/domain/light/plannedSteps.ts'
import type { LightFrame, Rgb } from '../../../server/domain/lightFrame.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const secret: LightSecret = {
  hues: ['red', 'cyan', 'green', 'magenta', 'blue', 'yellow', 'red', 'blue'],
  slotMs: [345, 400, 380, 420, 360, 350, 390, 370],
  leadMs: 500,
  tailMs: 300,
}
const unchanged: (timeMs: number) => Rgb = () => [1, 1, 1]
const noMask = { afterMs: 0, beforeMs: 0 }

function shownBy(of: LightSecret, startMs = 0) {
  const { durationsMs, lights } = plannedSteps(of)
  const painted = [startMs]
  for (const duration of durationsMs) painted.push(painted.at(-1)! + duration)
  return { painted, lights }
}

/** The face of the formula: gain · albedo · (room + screen), 25 frames a second. */
function framesOf(
  of: LightSecret,
  lagMs: number,
  rises: Rgb,
  { gain = unchanged, noise = 0, background = true, seed = 1 } = {},
): LightFrame[] {
  const { painted, lights } = shownBy(of)
  const random = seededRandom(seed)
  return Array.from({ length: 95 }, (_, at) => {
    const timeMs = 13 + at * 40
    const step = Math.max(
      0,
      painted.slice(0, -1).findLastIndex(start => start <= timeMs - lagMs),
    )
    const [albedo, room] = [0.3, 0.4]
    const g = gain(timeMs)
    const colour = (lit: Rgb): Rgb => {
      const [red, green, blue] = [0, 1, 2].map(
        c => g[c]! * albedo * room * (1 + lit[c]!) * (1 + noise * (random() - 0.5)),
      )
      return [red!, green!, blue!]
    }
    const [r, gr, b] = lights[step]!
    return {
      timeMs,
      widthPx: 360,
      heightPx: 480,
      faceCount: 1,
      face: {
        interOcularPx: 80,
        yawDeg: 0,
        pitchDeg: 0,
        rollDeg: 0,
        eyeOpening: 0.3,
        mouthOpening: 0,
        mouthWidth: 0.8,
        lipHeight: 0.3,
        chin: new Float32Array(0),
        centre: [180, 200],
        box: [0, 0, 1, 1],
        skin: colour([
          Math.expm1(rises[0] * r),
          Math.expm1(rises[1] * gr),
          Math.expm1(rises[2] * b),
        ]),
        skinPixels: 4000,
        luminance: 100,
        grid: new Float32Array(),
        normals: new Float32Array(),
        meanFaceNormals: new Float32Array(),
        positions: new Float32Array(),
      },
      background: background ? colour([0, 0, 0]) : null,
      backgroundPixels: background ? 9000 : 0,
    }
  })
}

describe('chromaTrack', () => {
  it('is the log of face over background, less the mean of the channels', () => {
    const [frame] = framesOf(secret, 0, [0, 0, 0])
    const lit = { ...frame!, face: { ...frame!.face!, skin: [0.2, 0.1, 0.1] as Rgb } }
    const track = chromaTrack([{ ...lit, background: [0.1, 0.1, 0.1] }], lightLimits)
    const third = Math.log(2) / 3
    for (const [at, value] of [2 * third, -third, -third].entries())
      assert.ok(Math.abs(track.chroma[at]! - value) < 1e-12)
    assert.equal(track.hasBackground, true)
  })

  it('leaves out a background that is rarely seen, or that jumps more than the face', () => {
    const steady = framesOf(secret, 0, [0.1, 0.1, 0.1])
    const rare = steady.map((f, at) => (at % 3 ? f : { ...f, background: null }))
    assert.equal(chromaTrack(rare, lightLimits).hasBackground, false)
    const colours: readonly Rgb[] = [
      [0.2, 0.1, 0.1],
      [0.1, 0.2, 0.2],
    ]
    const before = (frame: LightFrame, background: Rgb) => ({ ...frame, background })
    const flapping = steady.map((frame, at) => before(frame, colours[at % 2]!))
    assert.equal(chromaTrack(flapping, lightLimits).hasBackground, false)
  })

  it('cancels every gain of the camera', () => {
    const plain = chromaTrack(framesOf(secret, 40, [0.1, 0.1, 0.1]), lightLimits)
    const gain = (t: number): Rgb => [1 + Math.sin(t / 300) / 2, 1.3, 0.7 + t / 9000]
    const hunting = chromaTrack(framesOf(secret, 40, [0.1, 0.1, 0.1], { gain }), lightLimits)
    for (const [at, value] of plain.chroma.entries())
      assert.ok(Math.abs(value - hunting.chroma[at]!) < 1e-9)
  })
})

describe('fitCode', () => {
  const rises: Rgb = [0.08, 0.12, 0.3]
  const track = chromaTrack(framesOf(secret, 120, rises), lightLimits)

  it('finds the rise of each channel, however uneven the room makes them', () => {
    const fit = fitCode(track, shownBy(secret), 120, noMask)
    for (const [channel, rise] of rises.entries())
      assert.ok(Math.abs(fit.rises[channel]! - rise) < 0.002, fit.rises.join(' '))
    assert.ok(fit.correlation > 0.9999)
  })

  it('leaves out the frames near a change, and those after the end', () => {
    const masked = fitCode(track, shownBy(secret), 120, { afterMs: 80, beforeMs: 30 })
    const { painted } = shownBy(secret)
    for (const [frame, step] of masked.steps.entries()) {
      const time = track.timesMs[frame]! - 120
      if (step < 0) continue
      assert.ok(time < painted[step + 1]! - 30)
      assert.ok(step === 0 || time >= painted[step]! + 80)
    }
    assert.ok(masked.steps.filter(step => step >= 0).length > 50)
    const early = fitCode(track, shownBy(secret), -400, noMask)
    assert.equal(early.steps.at(-1), -1)
  })

  it('keeps the rises that colours are judged by within what a room can do', () => {
    assert.deepEqual(evened([-1, -1, -1]), [1, 1, 1])
    assert.deepEqual(evened([0, 0, 0]), [1, 1, 1])
    assert.deepEqual(evened([0.5, 1, 0]), [0.5, 1, 0.125])
    assert.deepEqual(evened([0.1, 0.2, 0.3]), [0.1, 0.2, 0.3])
  })
})

describe('decodeCode', () => {
  const read = (track: ChromaTrack, claimed = secret) =>
    decodeCode(track, shownBy(claimed), lightLimits)

  it('reads lag, light and hues of a noiseless face', () => {
    for (const lagMs of [0, 60, 150, 300]) {
      const reading = read(chromaTrack(framesOf(secret, lagMs, [0.2, 0.2, 0.2]), lightLimits))
      assert.ok(Math.abs(reading.lagMs - lagMs) <= 20, `${lagMs} read as ${reading.lagMs}`)
      assert.equal(reading.symbolErrors, 0)
      assert.ok(reading.correlation > 0.999)
      for (const share of reading.screenShares) assert.ok(Math.abs(share - 0.2214) < 0.01)
    }
  })

  it('reads under a warm lamp what even templates would misread', () => {
    const reading = read(chromaTrack(framesOf(secret, 80, [0.05, 0.07, 0.25]), lightLimits))
    assert.equal(reading.symbolErrors, 0)
    assert.ok(reading.correlation > 0.999)
  })

  it('reads without a background through drifting white balance', () => {
    const gain = (t: number): Rgb => [1 + t / 20_000, 1, 1 - t / 30_000]
    const frames = framesOf(secret, 80, [0.1, 0.1, 0.1], { gain, background: false })
    const reading = read(chromaTrack(frames, lightLimits))
    assert.equal(reading.symbolErrors, 0)
    assert.equal(codeFinding(reading, false, lightLimits).reason, null)
  })

  it('counts a slot that was not seen as an error, but not as a clear one', () => {
    const { painted } = shownBy(secret)
    const frames = framesOf(secret, 0, [0.2, 0.2, 0.2]).filter(
      ({ timeMs }) => timeMs < painted[4]! || timeMs > painted[5]!,
    )
    const reading = read(chromaTrack(frames, lightLimits))
    assert.equal(reading.symbolErrors, 1)
    assert.equal(reading.clearErrors, 0)
    assert.equal(codeFinding(reading, true, lightLimits).reason, null)
  })

  it('sees one wrong hue, and does not forgive it where it is clear', () => {
    const claimed: LightSecret = { ...secret, hues: secret.hues.with(3, 'red') }
    const reading = read(chromaTrack(framesOf(secret, 60, [0.2, 0.2, 0.2]), lightLimits), claimed)
    assert.equal(reading.symbolErrors, 1)
    assert.equal(reading.clearErrors, 1)
    assert.equal(codeFinding(reading, true, lightLimits).reason, 'unclearCode')
  })

  it('takes noise for noise: no signal, no swing', () => {
    const reading = read(chromaTrack(framesOf(secret, 0, [0, 0, 0], { noise: 0.02 }), lightLimits))
    assert.ok(reading.swing < 2.5, `${reading.swing}`)
    assert.ok(reading.correlation < 0.5)
    assert.equal(codeFinding(reading, true, lightLimits).reason, 'weakLight')
  })

  it('calls a clear answer to another code an attack', () => {
    let proven = 0
    for (let seed = 0; seed < 30; seed++) {
      const other = generateLightChallenge(randomBytes(seed), lightTiming)
      const track = chromaTrack(framesOf(other, 60, [0.2, 0.2, 0.2], { seed }), lightLimits)
      const { reason } = codeFinding(read(track), true, lightLimits)
      assert.notEqual(reason, null)
      if (reason === 'wrongCode') proven++
    }
    assert.ok(proven >= 24, `${proven}`)
  })

  it('calls a lag beyond the band by its name', () => {
    const track = chromaTrack(framesOf(secret, 370, [0.2, 0.2, 0.2]), lightLimits)
    assert.equal(codeFinding(read(track), true, lightLimits).reason, 'lag')
  })

  it('reads any code at any lag of the band from a noisy face', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 0, max: 300 }), (seed, lagMs) => {
        const own = generateLightChallenge(randomBytes(seed), lightTiming)
        const frames = framesOf(own, lagMs, [0.06, 0.08, 0.1], { noise: 0.02, seed })
        const reading = read(chromaTrack(frames, lightLimits), own)
        assert.equal(codeFinding(reading, true, lightLimits).reason, null)
        assert.ok(Math.abs(reading.lagMs - lagMs) <= 30, `${lagMs} read as ${reading.lagMs}`)
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})
