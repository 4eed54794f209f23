import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkStream } from '../../../server/domain/capture/checkStream.ts'
import { countCuts } from '../../../server/domain/capture/countCuts.ts'
import { measureRepeat } from '../../../server/domain/capture/measureRepeat.ts'
import { streamLimits } from '../../../server/domain/capture/streamLimits.ts'
import { clipJudgeLimits } from '../../../server/domain/clip/clipJudgeLimits.ts'
import { digitLimits } from '../../../server/domain/digit/digitLimits.ts'
import {
  gridSide,
  type LightFace,
  type LightFrame,
  type Rgb,
} from '../../../server/domain/lightFrame.ts'
import { fakeFrame, fakeGrid } from '../../support/captureFakes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

type Face = Pick<LightFace, 'skin' | 'centre' | 'interOcularPx' | 'lipHeight' | 'mouthWidth'>

const frameOf = (timeMs: number, face: Partial<LightFace>): LightFrame => {
  const frame = fakeFrame({ n: 0, sway: 0 }, timeMs)
  const grid = face.skin ? fakeGrid(face.skin) : frame.face!.grid
  return { ...frame, face: { ...frame.face!, grid, ...face } }
}

/** Times of frames as a camera delivers them, ms. */
function timesOf(random: () => number, lengthMs: number, frameMs = 70): number[] {
  const times: number[] = []
  for (let timeMs = 5000; timeMs < 5000 + lengthMs; timeMs += frameMs * (0.9 + 0.2 * random())) {
    times.push(timeMs)
  }
  return times
}

const cutsOf = (frames: Parameters<typeof countCuts>[0]) =>
  countCuts(frames, streamLimits.minCutStep)

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

  it('lets the colours of a recorded face tremble by more than those of a streamed one', () => {
    const trembling = timesOf(seededRandom(5), 2000).map(timeMs =>
      frameOf(timeMs, { skin: timeMs < 6000 ? skin : [0.4, 0.25, 0.19] }),
    )
    assert.equal(cutsOf(trembling), 1)
    assert.equal(countCuts(trembling, clipJudgeLimits.prompted.minCutStep), 0)
  })

  it('finds none in one recording, whatever its light, its exposure and its noise do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
        const random = seededRandom(seed)
        assert.equal(cutsOf(steady(random)), 0)
        // Exposure may jump: it changes all channels alike.
        assert.equal(cutsOf(steady(random, { gain: ms => (ms > 8000 ? 0.6 : 1) })), 0)
        // A cloud, and a head that comes near.
        const cloud = (ms: number): Rgb => [0.4, 0.25, 0.18 + ((ms - 5000) / 6000) * 0.05]
        const sizeAt = (ms: number) => 70 + (ms - 5000) / 300
        assert.equal(cutsOf(steady(random, { skinAt: cloud, sizeAt })), 0)
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
          assert.equal(cutsOf(colours), inside.length)
          const sizes = steady(random, { sizeAt: ms => (isOther(ms) ? 100 : 75) })
          assert.equal(cutsOf(sizes), inside.length)
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
    assert.equal(cutsOf(flash), 0)
    // A cut in it is one all the same.
    const isInHole = ({ timeMs }: LightFrame) => timeMs > 7900 && timeMs < 8200
    assert.equal(cutsOf(frames.filter(frame => !isInHole(frame))), 0)
    const cut = steady(seededRandom(8), { skinAt: ms => (ms > 8000 ? other : skin) })
    assert.equal(cutsOf(cut.filter(frame => !isInHole(frame))), 1)
  })

  it('takes eyes that shut for none, nor lips that part; a face that changes bit by bit is another', () => {
    const film = (change: (row: number, column: number, at: number) => number) =>
      steady(seededRandom(7)).map(({ timeMs, face }, at) => {
        const grid = fakeGrid(face!.skin!, gridSide ** 2).map((value, i) => {
          const cell = Math.floor(i / 3)
          const blue = change(Math.floor(cell / gridSide), cell % gridSide, at)
          return i % 3 === 2 ? value * blue : value
        })
        return frameOf(timeMs, { ...face, grid })
      })
    const isLid = (row: number, at: number) => row > 4 && row < 11 && at % 25 < 6
    assert.equal(cutsOf(film((row, _, at) => (isLid(row, at) ? 2 : 1))), 0)
    const isLip = (row: number, column: number, at: number) =>
      row > 13 && row < 17 && column > 7 && column < 16 && at % 20 < 6
    assert.equal(cutsOf(film((row, column, at) => (isLip(row, column, at) ? 0.3 : 1))), 0)
    const isCut = (at: number) => at >= 51
    assert.equal(
      cutsOf(film((row, _, at) => (isLid(row, at) ? 2 : isCut(at) ? 1.15 : 1))),
      1,
      'while they are shut',
    )
    // From the forehead to the chin in 12 frames; the lower half at once.
    assert.ok(cutsOf(film((row, _, at) => (at - 40 > row / 2 ? 1.3 : 1))) > 0)
    assert.equal(cutsOf(film((row, _, at) => (row > 11 && isCut(at) ? 1.3 : 1))), 1)
  })

  it('knows nothing of skin that it cannot see, nor of one that gives back no light of a colour', () => {
    assert.ok(Number.isNaN(cutsOf([])))
    const frames = steady(seededRandom(9))
    const spoilt = (face: Partial<Face>, isSpoilt: (at: number) => boolean) =>
      frames.map((frame, at) => (isSpoilt(at) ? frameOf(frame.timeMs, face) : frame))
    const nobody = frames.map(({ timeMs }) => fakeFrame({ n: 0, faces: 0 }, timeMs))
    assert.ok(Number.isNaN(cutsOf(nobody)))
    for (const dark of [null, [0, 0.25, 0.18], [0.4, 0, 0.18], [NaN, 0.25, 0.18]] as const) {
      // Somebody else stands in for some of the time, and is not seen.
      const hidden = spoilt({ skin: dark, interOcularPx: 120 }, at => at > 60)
      assert.ok(Number.isNaN(cutsOf(hidden)), String(dark))
      // Now and then it costs nothing, and hides nothing.
      assert.equal(cutsOf(spoilt({ skin: dark }, at => at % 6 === 0)), 0)
      const cut = spoilt({ skin: other, interOcularPx: 120 }, at => at > 40)
      const seldom = cut.map((frame, at) =>
        at % 6 === 0 ? frameOf(frame.timeMs, { skin: dark }) : frame,
      )
      assert.equal(cutsOf(seldom), 1)
    }
    // Nor of a few cells, nor of cells that are others before and after.
    const only = (isSeen: (cell: number, at: number) => boolean) =>
      frames.map(({ timeMs, face }, at) => {
        const grid = fakeGrid(face!.skin!, gridSide ** 2).map((value, i) =>
          isSeen(Math.floor(i / 3), at) ? value : NaN,
        )
        return frameOf(timeMs, { ...face, grid })
      })
    assert.equal(cutsOf(only(cell => cell < 120)), 0)
    assert.ok(Number.isNaN(cutsOf(only(cell => cell < 50))))
    assert.equal(cutsOf(only((cell, at) => cell < 120 || at % 6 > 0)), 0)
    assert.equal(cutsOf(only((cell, at) => cell < 50 || at % 6 > 0)), 0)
    assert.ok(Number.isNaN(cutsOf(only((cell, at) => cell < 300 === at < 40))))
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
  /** A picture of the recording every 66 ms, whatever the beat of the frames. */
  const loopOf = (loopMs: number) => {
    const pictures = Math.round(loopMs / 66)
    return (ms: number) => (Math.floor(ms / 66) % pictures) * 66
  }
  const seeds = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    frameMs: fc.integer({ min: 40, max: 100 }),
    loopMs: fc.integer({ min: 1100, max: 2500 }),
  })

  it('tells a stretch that is shown again and again from a life that goes on', () => {
    fc.assert(
      fc.property(seeds, ({ seed, frameMs, loopMs }) => {
        const lives = measureRepeat(film(seed, ms => ms, frameMs))
        const loops = measureRepeat(film(seed, loopOf(loopMs), frameMs))
        assert.ok(Number(loops) < digitLimits.minRepeat, `a loop of ${loopMs} ms: ${loops}`)
        assert.ok(Number(lives) > digitLimits.minRepeat, `a life: ${lives}`)
      }),
      { numRuns: 40 },
    )
  })

  it('takes no loop for a life where frames are seldom, and says so where none can be told', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 100, max: 300 }), ({ seed, loopMs }, frameMs) => {
        const loops = measureRepeat(film(seed, loopOf(loopMs), frameMs))
        assert.ok(
          loops === 'sparse' || Number(loops) < digitLimits.minRepeat,
          `${frameMs} ms: ${loops}`,
        )
        const lives = measureRepeat(film(seed, ms => ms, frameMs))
        assert.ok(
          lives === 'sparse' || Number(lives) > digitLimits.minRepeat,
          `${frameMs} ms: ${lives}`,
        )
        if (frameMs > 140) assert.deepEqual([loops, lives], ['sparse', 'sparse'])
      }),
      { numRuns: 40 },
    )
    // Many frames do not make up for a half that has few.
    const dense = film(3, loopOf(2000), 40)
    const halved = dense.filter(({ timeMs }, at) => timeMs < 8700 || at % 6 === 0)
    assert.equal(measureRepeat(halved), 'sparse')
  })

  it('does not take a mouth that moves in a head that does not', () => {
    const mouths = film(5, loopOf(1500), 66).map(({ timeMs, face }) => {
      const { lipHeight, mouthWidth } = face!
      return frameOf(timeMs, { lipHeight, mouthWidth })
    })
    assert.equal(measureRepeat(mouths), 'unmoved')
    // Nor one that the mesh places a little differently each time.
    const random = seededRandom(6)
    const about = (reach: number) => reach * (random() + random() - 1)
    const restless = mouths.map(frame =>
      frameOf(frame.timeMs, {
        ...frame.face,
        centre: [180 + about(0.15), 230 + about(0.15)],
        interOcularPx: 80 + about(0.15),
      }),
    )
    assert.equal(measureRepeat(restless), 'unmoved')
    assert.equal(
      measureRepeat(timesOf(seededRandom(1), 7000).map(timeMs => frameOf(timeMs, {}))),
      'unmoved',
    )
  })

  it('leaves what it cannot measure out', () => {
    const lives = film(8, ms => ms, 66)
    const holed = lives.map((frame, at) =>
      at % 5 === 0 ? frameOf(frame.timeMs, { ...frame.face, mouthWidth: NaN }) : frame,
    )
    assert.ok(Number(measureRepeat(holed)) > digitLimits.minRepeat)
    const unknown = lives.map(frame => frameOf(frame.timeMs, { mouthWidth: NaN }))
    assert.equal(measureRepeat(unknown), 'sparse')
  })

  it('says nothing of what is too short', () => {
    assert.equal(measureRepeat([]), 'short')
    assert.equal(measureRepeat(film(3, ms => ms, 70).slice(0, 20)), 'short')
    // Frames without a face count for the length.
    const nobody = film(3, ms => ms, 70).map(({ timeMs }) => fakeFrame({ n: 0, faces: 0 }, timeMs))
    assert.equal(measureRepeat(nobody), 'sparse')
  })
})

describe('checkStream', () => {
  const reasonsOf = (frames: LightFrame[], mayBeShort = false) =>
    checkStream('any', { steady: frames, frames, mayBeShort }, digitLimits).flatMap(
      ([reason, { outcome }]) => (outcome === 'pass' ? [] : [reason]),
    )
  const living = (everyMs: number, lengthMs = 7000) =>
    timesOf(seededRandom(2), lengthMs, everyMs).map(timeMs => fakeFrame({ n: 0 }, timeMs))

  it('has a reason for whatever it cannot tell, and passes none of it', () => {
    assert.deepEqual(reasonsOf(living(66)), [])
    assert.deepEqual(reasonsOf(living(200)), ['framesMissing'])
    assert.deepEqual(
      reasonsOf(living(66).map(frame => frameOf(frame.timeMs, { ...frame.face, skin: null }))),
      ['skinHidden'],
    )
    assert.deepEqual(
      reasonsOf(living(66).map(({ timeMs }) => fakeFrame({ n: 0, sway: 0 }, timeMs))),
      ['unmoved'],
    )
    assert.deepEqual(reasonsOf([]), ['skinHidden', 'framesMissing'])
  })

  it('asks for no loop where the sender may send what has no room for one', () => {
    assert.deepEqual(reasonsOf(living(66, 2100)), ['framesMissing'])
    assert.deepEqual(reasonsOf(living(66, 2100), true), [])
    assert.deepEqual(reasonsOf(living(66, 2400), true), [])
    assert.deepEqual(reasonsOf(living(250, 2400), true), ['framesMissing'])
  })
})
