import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countCuts } from '../../../server/domain/capture/countCuts.ts'
import { measureRepeat } from '../../../server/domain/capture/measureRepeat.ts'
import type { LightFace, LightFrame, Rgb } from '../../../server/domain/lightFrame.ts'
import { fakeFrame } from '../../support/captureFakes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

type Face = Pick<LightFace, 'skin' | 'centre' | 'interOcularPx' | 'lipHeight' | 'mouthWidth'>

const frameOf = (timeMs: number, face: Partial<LightFace>): LightFrame => {
  const frame = fakeFrame({ n: 0 }, timeMs)
  return { ...frame, face: { ...frame.face!, ...face } }
}

/** Times of frames as a camera delivers them, ms. */
function timesOf(random: () => number, lengthMs: number, frameMs = 70): number[] {
  const times: number[] = []
  for (let timeMs = 5000; timeMs < 5000 + lengthMs; timeMs += frameMs * (0.9 + 0.2 * random())) {
    times.push(timeMs)
  }
  return times
}

describe('countCuts', () => {
  const skin: Rgb = [0.4, 0.25, 0.18]
  const other: Rgb = [0.4, 0.28, 0.24]
  const steady = (
    random: () => number,
    {
      gain = () => 1,
      skinAt = () => skin,
      sizeAt = () => 80,
    }: {
      gain?: (timeMs: number) => number
      skinAt?: (timeMs: number) => Rgb
      sizeAt?: (timeMs: number) => number
    } = {},
  ) =>
    timesOf(random, 6000).map(timeMs => {
      const [red, green, blue] = skinAt(timeMs)
      const light = gain(timeMs)
      const noisy = (value: number) => value * light * (1 + 0.01 * (random() - 0.5))
      const interOcularPx = sizeAt(timeMs) * (1 + 0.03 * (random() - 0.5))
      return frameOf(timeMs, { skin: [noisy(red), noisy(green), noisy(blue)], interOcularPx })
    })

  it('finds none in one recording, whatever its light, its exposure and its noise do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
        const random = seededRandom(seed)
        assert.equal(countCuts(steady(random)), 0)
        // Exposure may jump: it changes all channels alike.
        assert.equal(countCuts(steady(random, { gain: ms => (ms > 8000 ? 0.6 : 1) })), 0)
        // A cloud, and a head that comes near.
        const cloud = (ms: number): Rgb => [0.4, 0.25, 0.18 + ((ms - 5000) / 6000) * 0.05]
        const sizeAt = (ms: number) => 70 + (ms - 5000) / 300
        assert.equal(countCuts(steady(random, { skinAt: cloud, sizeAt })), 0)
      }),
      { numRuns: 40 },
    )
  })

  it('counts every change to another recording and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.array(fc.integer({ min: 500, max: 1200 }), { minLength: 1, maxLength: 5 }),
        (seed, lengths) => {
          const turns = lengths.map((_, at) =>
            lengths.slice(0, at + 1).reduce((sum, ms) => sum + ms, 5000),
          )
          const inside = turns.filter(ms => ms < 10_600)
          const isOther = (ms: number) => inside.filter(turn => turn <= ms).length % 2 === 1
          const random = seededRandom(seed)
          const colours = steady(random, { skinAt: ms => (isOther(ms) ? other : skin) })
          assert.equal(countCuts(colours), inside.length)
          const sizes = steady(random, { sizeAt: ms => (isOther(ms) ? 100 : 75) })
          assert.equal(countCuts(sizes), inside.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('takes neither one bad frame nor a hole for a cut', () => {
    const frames = steady(seededRandom(7))
    const flash = frames.map((frame, at) =>
      at === 30 ? frameOf(frame.timeMs, { skin: other }) : frame,
    )
    assert.equal(countCuts(flash), 0)
    // Lids have another colour, and shut for several frames.
    const lids = { skin: [0.4, 0.257, 0.193], eyeOpening: 0.15, interOcularPx: 80 } as const
    const blinking = frames.map((frame, at) => (at % 25 < 4 ? frameOf(frame.timeMs, lids) : frame))
    assert.equal(countCuts(blinking), 0)
    // A cut in it is one all the same.
    const isInHole = ({ timeMs }: LightFrame) => timeMs > 7900 && timeMs < 8200
    assert.equal(countCuts(frames.filter(frame => !isInHole(frame))), 0)
    const cut = steady(seededRandom(8), { skinAt: ms => (ms > 8000 ? other : skin) })
    assert.equal(countCuts(cut.filter(frame => !isInHole(frame))), 1)
    assert.equal(countCuts([]), 0)
    const nobody = frames.map(({ timeMs }) => fakeFrame({ n: 0, faces: 0 }, timeMs))
    assert.equal(countCuts(nobody), 0)
  })
})

describe('measureRepeat', () => {
  /** A head that sways and trembles, and lips that part now and then; all in px or eye distances. */
  function life(seed: number): (timeMs: number) => Face {
    const random = seededRandom(seed)
    const drawn = Array.from({ length: 5 }, () =>
      Array.from({ length: 400 }, () => random() + random() - 1),
    )
    /** What was drawn for every so many ms, and between them halfway. */
    const drift = (axis: number, timeMs: number, everyMs: number) => {
      const at = timeMs / everyMs
      const [one, other] = [drawn[axis]![Math.floor(at)]!, drawn[axis]![Math.floor(at) + 1]!]
      return one + (other - one) * (at - Math.floor(at))
    }
    const at = (axis: number, timeMs: number) =>
      drift(axis, timeMs, 1100) + 0.7 * drift(axis, timeMs, 140)
    return timeMs => ({
      skin: null,
      centre: [180 + 3 * at(0, timeMs), 230 + 3 * at(1, timeMs)],
      interOcularPx: 80 + at(2, timeMs),
      lipHeight: 0.3 + 0.05 * Math.max(0, at(3, timeMs)),
      mouthWidth: 0.8 + 0.03 * at(4, timeMs),
    })
  }
  const film = (seed: number, videoMs: (timeMs: number) => number, frameMs: number) => {
    const random = seededRandom(seed ^ 0x5555)
    const faceAt = life(seed)
    const about = (reach: number) => reach * (random() + random() - 1)
    return timesOf(random, 7500, frameMs).map(timeMs => {
      const { centre, interOcularPx, lipHeight, mouthWidth } = faceAt(videoMs(timeMs))
      return frameOf(timeMs, {
        centre: [centre[0] + about(0.1), centre[1] + about(0.1)],
        interOcularPx: interOcularPx + about(0.1),
        lipHeight: lipHeight + about(0.0015),
        mouthWidth: mouthWidth + about(0.0015),
      })
    })
  }
  const seeds = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    frameMs: fc.integer({ min: 40, max: 80 }),
    loopMs: fc.integer({ min: 1100, max: 2500 }),
  })

  it('tells a stretch that is shown again and again from a life that goes on', () => {
    fc.assert(
      fc.property(seeds, ({ seed, frameMs, loopMs }) => {
        const lives = measureRepeat(film(seed, ms => ms, frameMs))
        // A picture of the recording every 66 ms, whatever the beat of the frames.
        const pictures = Math.round(loopMs / 66)
        const loops = measureRepeat(
          film(seed, ms => (Math.floor(ms / 66) % pictures) * 66, frameMs),
        )
        assert.ok(loops < 0.55, `a loop of ${loopMs} ms: ${loops}`)
        assert.ok(lives > 0.55, `a life: ${lives}`)
      }),
      { numRuns: 40 },
    )
  })

  it('says nothing of what is too short, or does not move', () => {
    assert.equal(measureRepeat([]), 1)
    assert.equal(measureRepeat(film(3, ms => ms, 70).slice(0, 20)), 1)
    assert.equal(
      measureRepeat(timesOf(seededRandom(1), 7000).map(timeMs => frameOf(timeMs, {}))),
      1,
    )
  })
})
