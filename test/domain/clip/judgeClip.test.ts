import assert from 'node:assert/strict'
import {
  drawActionSequence,
  readActionSequence,
} from '../../../server/domain/clip/actionSequence.ts'
import type { KeptFrame, KeptStill } from '../../../server/domain/capture/captureMaterial.ts'
import { digitLimits } from '../../../server/domain/digit/digitLimits.ts'
import { clipJudgeLimits } from '../../../server/domain/clip/clipJudgeLimits.ts'
import type { ClipTask } from '../../../server/domain/clip/clipTask.ts'
import { judgeClip, type ClipPerformance } from '../../../server/domain/clip/judgeClip.ts'
import { seenSound } from '../../../server/domain/clip/seenSound.ts'
import { shippedCalibration } from '../../../server/domain/compare.ts'
import type { LightPerformance } from '../../../server/domain/light/judgeLight.ts'
import { padLimitsWith } from '../../../server/domain/pad/padLimits.ts'
import type { Movement } from '../../../server/phone/person/movement.ts'
import {
  clipPerformance,
  readingPerformance,
  type ClipScene,
} from '../../support/clipPerformance.ts'
import { fakeJpeg, fakePhotoAnalysis, fakeSkin } from '../../support/captureFakes.ts'
import { digitPerformance, withFace } from '../../support/digitPerformance.ts'
import { performLight } from '../../support/performLight.ts'
import { randomBytes } from '../../support/randomBytes.ts'

const judge = (performance: ClipPerformance, minPadScore: number | null = null) =>
  judgeClip(performance, {
    clip: clipJudgeLimits,
    pad: padLimitsWith(minPadScore),
    calibration: shippedCalibration,
  })

const clean = { padSignals: { rasterPeak: 1.2, rim: 0, bezel: 0 } }
/** The passive judge has seen every picture, and scored it so. */
function seen(performance: ClipPerformance, padScore: number | null = null): ClipPerformance {
  const score = (still: KeptStill): KeptStill => ({
    ...still,
    analysis: still.analysis.ok ? { ...still.analysis, ...clean, padScore } : still.analysis,
  })
  const { best, drawn } = performance
  return { ...performance, best: best.map(score), drawn: drawn.map(score) }
}

/** Result code, the wire's own name for it, and the check that decided. */
function outcomeOf(performance: ClipPerformance, minPadScore: number | null = null) {
  const { outcome, resultCode, apiCode, checks } = judge(performance, minPadScore)
  assert.equal(outcome === 'pass', resultCode === 0)
  const name = checks.find(check => check.outcome !== 'pass' && check.value !== 'no model')?.name
  return [resultCode, apiCode?.replace('FailedOperation.', '') ?? null, name ?? null]
}
const passed = [0, null, null]

const silent = (scene: ClipScene = {}) => seen(clipPerformance(scene))
const reading = (given: Parameters<typeof readingPerformance>[0] = {}) =>
  seen(readingPerformance(given))
const blink = (startMs: number): Movement => ({
  part: 'eyeClose',
  startMs,
  rampMs: 80,
  holdMs: 150,
})
const openMouth = (startMs: number, holdMs = 500): Movement => ({
  part: 'mouthOpen',
  startMs,
  rampMs: 150,
  holdMs,
})
const acting = (
  actions: Extract<ClipTask, { kind: 'action' }>['actions'],
  movements: readonly Movement[],
  scene: ClipScene = {},
) => ({ ...silent({ movements, ...scene }), task: { kind: 'action', actions } as const })

describe('a recorded clip in which digits are read', () => {
  it('passes with the voice, the digits and the lips together', () => {
    assert.deepEqual(outcomeOf(reading()), passed)
  })

  it('needs a voice that is there, loud enough and understood', () => {
    assert.deepEqual(outcomeOf({ ...reading(), sound: null, heard: null }), [
      1101,
      null,
      'clip.voice.segments',
    ])
    assert.deepEqual(outcomeOf(reading({ loudness: 0 })), [1101, null, 'clip.voice.segments'])
    assert.deepEqual(outcomeOf(reading({ loudness: 0.01, noise: 1e-5 })), [
      1106,
      null,
      'clip.voice.levelDb',
    ])
    const heard = { score: -1.31, threshold: -1.3 }
    assert.deepEqual(outcomeOf({ ...reading(), heard }), [1103, null, 'digits.score'])
    const otherCode = { score: -Infinity, threshold: -1.3 }
    assert.deepEqual(outcomeOf({ ...reading(), heard: otherCode }), [1103, null, 'digits.score'])
  })

  it('needs lips that move with the voice', () => {
    assert.deepEqual(outcomeOf(reading({ opening: 0 })), [1109, null, 'lips.moved'])
  })

  it('takes digits that are said at any time, and in one breath', () => {
    assert.deepEqual(outcomeOf(reading({ reactionMs: 20 })), passed)
    assert.deepEqual(outcomeOf(reading({ reactionMs: 900 })), passed)
    assert.deepEqual(outcomeOf(reading({ wordMs: 900 })), passed)
  })

  it('needs each digit to move the lips, those of one breath too', () => {
    const clip = reading({ wordMs: 1150 })
    const [still] = clip.frames
    // One digit of a recording, and somebody else's voice for the others.
    const frames = clip.frames.map(frame =>
      frame.timeMs < 2400 ? frame : { ...still!, timeMs: frame.timeMs },
    )
    const moved = (performance: ClipPerformance) =>
      judge(performance).checks.find(({ name }) => name === 'lips.moved')
    assert.equal(moved(clip)?.outcome, 'pass')
    assert.notEqual(moved({ ...clip, frames })?.outcome, 'pass')
  })

  it('hears nothing that is said while no face is seen: pictures of a file may end before its sound', () => {
    const { task, sound, frames } = reading()
    const partOf = (seen: readonly KeptFrame[]) => {
      const { startMs, pcm } = seenSound(task, sound!, seen)
      return [startMs, startMs + pcm.length / 16].map(Math.round)
    }
    const endMs = Math.round(sound!.startMs + sound!.pcm.length / 16)
    assert.deepEqual(partOf(frames), [0, endMs])
    const during = frames.filter(({ timeMs }) => timeMs > 1900 && timeMs < 2300)
    const [fromMs, untilMs] = partOf(during)
    assert.deepEqual(
      [fromMs, untilMs],
      [during[0]!.timeMs - 300, during.at(-1)!.timeMs + 300].map(Math.round),
    )
    const faceless = frames.map(frame =>
      Object.assign({}, frame, { analysis: { ...frame.analysis, face: null } }),
    )
    assert.deepEqual(seenSound(task, sound!, faceless).pcm.length, 0)
    assert.equal(outcomeOf({ ...reading(), frames: faceless })[2], 'clip.face.gapMs')
  })

  describe('one by one, when they are shown', () => {
    /** As if the device took the clip to begin `offMs` later than it does. */
    const prompted = (
      given: Parameters<typeof readingPerformance>[0] = {},
      offMs = 0,
      spoil: (painted: number[]) => number[] = painted => painted,
    ) => {
      const { secret, painted } = digitPerformance({ startMs: 0 })
      const stated = spoil(painted.map(timeMs => timeMs + offMs))
      const task = {
        kind: 'digit',
        code: secret.code,
        prompted: { secret, painted: stated },
      } as const
      return { ...reading(given), task }
    }

    it('pass wherever within a second the clip begins', () => {
      for (const offMs of [-900, -300, 0, 300, 900]) {
        assert.deepEqual(outcomeOf(prompted({}, offMs)), passed, `${offMs} ms`)
      }
    })

    it('do not in another rhythm, nor at another time', () => {
      const { secret } = digitPerformance({ startMs: 0 })
      const slower = { ...secret, digitMs: [1400, 1400, 1400, 1400] }
      const painted = [0, 1000, 2400, 3800, 5200, 6600, 7300]
      const clip = prompted()
      const task = { ...clip.task, prompted: { secret: slower, painted } }
      assert.deepEqual(outcomeOf({ ...clip, task }), [1103, null, 'digits.answered'])
      assert.deepEqual(outcomeOf(prompted({}, 1800)), [1103, null, 'digits.answered'])
    })

    it('need lips as a streamed ceremony does', () => {
      const thresholds = (performance: ClipPerformance) =>
        judge(performance).checks.flatMap(({ name, threshold }) =>
          /^lips\.(activity|sync|leadSpreadMs)$/.test(name) ? [`${name} ${threshold}`] : [],
        )
      const { minActivity, minSync, maxLeadSpreadMs } = digitLimits
      assert.deepEqual(thresholds(prompted()), [
        `lips.activity ≥ ${minActivity}`,
        `lips.sync ≥ ${minSync}`,
        `lips.leadSpreadMs ≤ ${maxLeadSpreadMs}`,
      ])
      assert.equal(thresholds(reading()).length, 2)
    })

    const withLips = (performance: ClipPerformance, lipsOf: (timeMs: number) => KeptFrame) => ({
      ...performance,
      frames: performance.frames.map(frame => ({
        ...frame,
        analysis: { ...lipsOf(frame.timeMs).analysis, timeMs: frame.timeMs },
      })),
    })
    const nearest = (frames: readonly KeptFrame[], timeMs: number) =>
      frames.toSorted(
        (one, other) => Math.abs(one.timeMs - timeMs) - Math.abs(other.timeMs - timeMs),
      )[0]!

    it('need lips that lead the voice alike at every digit, wherever the clip begins', () => {
      for (const offMs of [-700, 0, 700]) {
        assert.deepEqual(outcomeOf(prompted({ lipLeadMs: 0 }, offMs)), passed)
        assert.deepEqual(outcomeOf(prompted({ lipLeadMs: 140 }, offMs)), passed)
        const clip = prompted({ wordMs: 250 }, offMs)
        // The lips of a ceremony whose digits came at slightly other moments.
        const drifting = withLips(clip, timeMs =>
          nearest(clip.frames, timeMs + (timeMs > 2600 ? -130 : 130)),
        )
        const { checks, outcome } = judge(drifting)
        assert.notEqual(outcome, 'pass', `${offMs} ms`)
        const spread = checks.find(({ name }) => name === 'lips.leadSpreadMs')
        assert.notEqual(spread?.outcome, 'pass', JSON.stringify(spread))
      }
    })

    it('need lips that rest between, which digits in one breath are not asked for', () => {
      const restless = prompted()
      const babbling = withLips(restless, timeMs => {
        const frame = nearest(restless.frames, timeMs)
        const mouthOpening = 0.17 + 0.15 * Math.sin(timeMs / 90)
        return {
          ...frame,
          analysis: withFace(frame.analysis, { ...frame.analysis.face, mouthOpening }),
        }
      })
      assert.deepEqual(outcomeOf(babbling), [1109, null, 'lips.activity'])
    })

    it('need the face without a hole in which lips may have moved', () => {
      const isAway = ({ timeMs }: KeptFrame) => timeMs > 2100 && timeMs < 2500
      const away = (performance: ClipPerformance) => ({
        ...performance,
        frames: performance.frames.map(frame =>
          isAway(frame)
            ? { ...frame, analysis: { ...frame.analysis, faceCount: 0, face: null } }
            : frame,
        ),
      })
      assert.deepEqual(outcomeOf(away(prompted())), [1102, null, 'clip.digits.face.gapMs'])
      assert.deepEqual(outcomeOf(away(reading())), passed)
    })

    it('need the face at the last digit, too', () => {
      const clip = prompted()
      const frames = clip.frames.filter(({ timeMs }) => timeMs < 4500)
      assert.deepEqual(outcomeOf({ ...clip, frames }), [1109, null, 'lips.unseenMs'])
    })

    it('ask for a chin that can be seen, with advice of its own', () => {
      const clip = prompted()
      const frames = clip.frames.map(frame => {
        const chin = frame.analysis.face!.chin.map((value, row) => (row < 25 ? value : NaN))
        return { ...frame, analysis: withFace(frame.analysis, { chin }) }
      })
      assert.deepEqual(outcomeOf({ ...clip, frames }), [1109, null, 'lips.jaw'])
      assert.equal(judge({ ...clip, frames }).advice, 'pose')
    })

    it('need steps that were on the screen as planned', () => {
      const late = (painted: number[]) =>
        painted.map((timeMs, step) => (step > 2 ? timeMs + 160 : timeMs))
      assert.deepEqual(outcomeOf(prompted({}, 0, late)), [
        1008,
        null,
        'clip.digits.paint.deviationMs',
      ])
      const short = (painted: number[]) => painted.slice(1)
      assert.deepEqual(outcomeOf(prompted({}, 0, short)), [1008, null, 'clip.digits.paint.order'])
    })
  })

  it('needs two seconds, 240 lines and the whole face', () => {
    const performance = reading()
    assert.deepEqual(outcomeOf({ ...performance, durationMs: 1999 }), [
      1107,
      null,
      'clip.durationMs',
    ])
    assert.deepEqual(outcomeOf({ ...performance, heightPx: 239 }), [
      1108,
      null,
      'clip.shorterSidePx',
    ])
    const frames = performance.frames.map((frame, i) =>
      i % 5 === 0 ? { ...frame, analysis: { ...frame.analysis, faceCount: 0, face: null } } : frame,
    )
    assert.deepEqual(outcomeOf({ ...performance, frames }), [1102, null, 'clip.face.cutShare'])
  })
})

describe('a recorded clip with actions', () => {
  it('passes in the order asked, whatever blinks come by themselves', () => {
    assert.deepEqual(
      outcomeOf(acting(['blink', 'openMouth'], [blink(800), openMouth(2000)])),
      passed,
    )
    assert.deepEqual(
      outcomeOf(acting(['openMouth', 'blink'], [openMouth(600), blink(2500)])),
      passed,
    )
    const blinks = [blink(300), openMouth(1000), blink(2200), blink(3000)]
    assert.deepEqual(outcomeOf(acting(['openMouth', 'blink'], blinks)), passed)
  })

  it('wants the chin to sink with the mouth, and to be seen', () => {
    const done = [blink(800), openMouth(2000)]
    const still = acting(['blink', 'openMouth'], done, { scene: () => ({ lipHeight: 0.3 }) })
    assert.deepEqual(outcomeOf(still), [1003, null, 'action.jaw'])
    const hidden = acting(['blink', 'openMouth'], done, { face: { chin: new Float32Array(0) } })
    assert.equal(judge(hidden).advice, 'pose')
    assert.deepEqual(outcomeOf(hidden), [1003, null, 'action.jaw'])
  })

  it('tells which action is missing', () => {
    assert.deepEqual(outcomeOf(acting(['blink', 'openMouth'], [openMouth(1000)])), [
      1207,
      null,
      'clip.action.blink',
    ])
    assert.deepEqual(outcomeOf(acting(['blink', 'openMouth'], [blink(1000)])), [
      1209,
      null,
      'clip.action.openMouth',
    ])
  })

  it('needs the first one first, and not both at once', () => {
    const first = [1208, null, 'clip.action.inOrder']
    assert.deepEqual(
      outcomeOf(acting(['blink', 'openMouth'], [openMouth(800), blink(2500)])),
      first,
    )
    assert.deepEqual(
      outcomeOf(acting(['openMouth', 'blink'], [blink(800), openMouth(2500)])),
      first,
    )
    assert.deepEqual(
      outcomeOf(acting(['openMouth', 'blink'], [openMouth(1000), blink(1200)])),
      first,
    )
  })

  it('does not take a mouth that opens again and again', () => {
    const movements = [openMouth(300, 300), openMouth(1300, 300), openMouth(2300, 300), blink(3300)]
    assert.deepEqual(outcomeOf(acting(['openMouth', 'blink'], movements)), [
      1003,
      null,
      'clip.action.openMouth.most',
    ])
  })

  it('names light, size and place with codes of their own', () => {
    const movements = [blink(800), openMouth(2000)]
    const codeWith = (scene: object) =>
      outcomeOf(acting(['blink', 'openMouth'], movements, { scene: () => scene }))[0]
    assert.equal(codeWith({ luminance: 30 }), 1201)
    assert.equal(codeWith({ luminance: 240 }), 1202)
    assert.equal(codeWith({ interOcularPx: 200 }), 1203)
    assert.equal(codeWith({ interOcularPx: 30 }), 1205)
    assert.equal(codeWith({ centre: [310, 230] }), 1204)
    assert.equal(codeWith({ centre: [50, 230] }), 1206)
    assert.equal(codeWith({ faces: 0 }), 1210)
    assert.equal(codeWith({ yawDeg: 30 }), 1003)
    assert.equal(codeWith({ faces: 2 }), 2012)
  })

  it('does not take a hole in which an action may have happened', () => {
    const scene = (timeMs: number) => ({ faces: timeMs > 1500 && timeMs < 1850 ? 0 : 1 })
    const holed = acting(['blink', 'openMouth'], [blink(800), openMouth(2200)], { scene })
    assert.deepEqual(outcomeOf(holed), [1210, null, 'clip.face.gapMs'])
  })
})

describe('a silent recorded clip', () => {
  it('passes for a face that lives, with the passive judge’s consent', () => {
    assert.deepEqual(outcomeOf(silent()), passed)
    assert.deepEqual(outcomeOf(seen(clipPerformance(), 0.9), 0.6), passed)
    assert.deepEqual(outcomeOf(seen(clipPerformance(), 0.5), 0.6), [1302, null, 'pad.score'])
    assert.deepEqual(outcomeOf(seen(clipPerformance(), 0.1), 0.6), [1301, null, 'pad.score'])
    // Neither the best pictures nor the drawn ones make up for the others.
    const [live, replayed] = [seen(clipPerformance(), 0.9), seen(clipPerformance(), 0.1)]
    const drawn = { ...live, drawn: replayed.drawn }
    assert.deepEqual(outcomeOf(drawn, 0.6), [1301, null, 'pad.drawn.score'])
    const best = { ...live, best: replayed.best }
    assert.deepEqual(outcomeOf(best, 0.6), [1301, null, 'pad.score'])
  })

  it('lets the own signals say no', () => {
    const performance = silent()
    const padSignals = { rasterPeak: 4, rim: 0, bezel: 0 }
    const best = performance.best.map(still => ({
      ...still,
      analysis: still.analysis.ok ? { ...still.analysis, padSignals } : still.analysis,
    }))
    assert.deepEqual(outcomeOf({ ...performance, best }), [1302, null, 'pad.raster'])
  })

  it('needs two seconds', () => {
    assert.deepEqual(outcomeOf(silent({ durationMs: 1999 })), [1303, null, 'clip.durationMs'])
  })

  it('knows a still picture: nothing moves, or frames repeat', () => {
    const picture = [1301, 'SilentPictureLiveFail']
    assert.deepEqual(outcomeOf(silent({ sway: 0 })), [...picture, 'clip.face.movement'])
    const repeated = silent({ hashOf: i => String(Math.floor(i / 4)) })
    assert.deepEqual(outcomeOf(repeated), [...picture, 'clip.stalls'])
    assert.deepEqual(outcomeOf(silent({ hashOf: i => String(i % 20) })), [...picture, 'clip.loops'])
  })

  it('names what is wrong with the face as the wire does', () => {
    const named = (scene: object) => outcomeOf(silent({ scene: () => scene })).slice(0, 2)
    assert.deepEqual(named({ faces: 0 }), [1301, 'SilentFaceDetectFail'])
    assert.deepEqual(named({ faces: 2 }), [2012, 'SilentMultiFaceFail'])
    assert.deepEqual(named({ luminance: 20 }), [1302, 'SilentFaceQualityFail'])
    assert.deepEqual(named({ interOcularPx: 20 }), [1302, 'SilentFaceQualityFail'])
  })
})

describe('a recorded clip of a face in the light of a screen', () => {
  const during = ({ secret, painted, frames }: LightPerformance, lateMs = 0) => {
    const kept = frames.map((frame, n): KeptFrame => {
      const analysis = { ...frame, timeMs: frame.timeMs + lateMs }
      return { timeMs: analysis.timeMs, jpeg: fakeJpeg({ n }), hash: String(n), analysis }
    })
    const task = { kind: 'light', secret, painted } as const
    const { best } = silent()
    return { ...silent(), task, frames: kept, best, drawn: best }
  }

  it('passes for the colours that were painted, wherever the clip begins within a second', () => {
    const living = performLight(303, { lagMs: 60 })
    for (const lateMs of [-900, -400, 0, 400, 900]) {
      assert.deepEqual(outcomeOf(during(living, lateMs)), passed, `${lateMs}`)
    }
    assert.notDeepEqual(outcomeOf(during(living, 2500)), passed)
  })

  it('knows another code, and a print', () => {
    const other = judge(during(performLight(2, {}, 5002)))
    assert.notEqual(other.outcome, 'pass')
    assert.ok(other.checks.some(({ name }) => name === 'light.code.correlation'))
    const bend = { kind: 'flat' } as const
    const subject = { kind: 'print', bend, tiltDeg: [3, -4], fills: false, gloss: 0.05 } as const
    const print = judge(during(performLight(41, { subject }), 500))
    assert.deepEqual([print.outcome, print.resultCode], ['fail', 1002])
  })

  it('tells a timeline that is none, and still lets the rest of the judge speak', () => {
    const clip = during(performLight(303, {}))
    const cut = { ...clip.task, painted: clip.task.painted.slice(1) }
    assert.deepEqual(outcomeOf({ ...clip, task: cut }), [1008, null, 'light.paint.order'])
    assert.deepEqual(outcomeOf({ ...clip, best: silent({ people: [1, 1, 2, 2, 2] }).best }), [
      1002,
      null,
      'identity.frames',
    ])
    assert.equal(outcomeOf(seen(clip, 0.1), 0.6)[0], 1002)
  })

  it('without colours is doubted, too, where drawn frames show somebody else', () => {
    const drawn = silent({ people: [1, 1, 2, 1, 1] }).best
    for (const clip of [silent(), reading()]) {
      const { outcome, checks } = judge({ ...clip, drawn })
      assert.equal(outcome, 'inconclusive')
      assert.equal(checks.find(({ name }) => name === 'identity.drawn')?.outcome, 'inconclusive')
    }
  })

  it('is doubted where the colours show somebody else, or nobody whom one could recognise', () => {
    const clip = during(performLight(303, {}))
    const other = { ...clip, drawn: silent({ people: [1, 1, 2, 1, 1] }).best }
    assert.deepEqual(outcomeOf(other), [1003, null, 'identity.drawn'])
    const hidden = (count: number) => ({
      ...clip,
      drawn: clip.drawn.map((still, at) => ({
        ...still,
        analysis: fakePhotoAnalysis(fakeJpeg({ n: at, faces: at < count ? 0 : 1 })),
      })),
    })
    assert.deepEqual(outcomeOf(hidden(1)), passed)
    assert.deepEqual(outcomeOf(hidden(2)), [1003, null, 'identity.drawnSeen'])
    assert.deepEqual(outcomeOf({ ...clip, drawn: [] }), [1003, null, 'identity.drawnSeen'])
  })

  it('with digits needs both: the voice, and the light', () => {
    const light = performLight(303, { lagMs: 60 })
    const task = { ...during(light).task, kind: 'light-digit', code: '4803' } as const
    assert.equal(outcomeOf({ ...during(light), task })[0], 1101)
    const unlit = outcomeOf({ ...reading(), task, drawn: silent().best })
    assert.match(String(unlit[2]), /^light\./)
  })
})

describe('a recorded clip of colours, and then of digits', () => {
  /** The colours' judge has its say beside; what is looked at here comes after the last of them. */
  const ceremony = (spoil: (frame: KeptFrame, sinceMs: number) => KeptFrame = frame => frame) => {
    const light = performLight(303, { lagMs: 60 })
    const startMs = light.painted.at(-1)!
    const spoken = readingPerformance({ startMs })
    const { secret, painted } = digitPerformance({ startMs })
    const lit = light.frames
      .filter(({ timeMs }) => timeMs < startMs)
      .map((analysis, n): KeptFrame => ({
        timeMs: analysis.timeMs,
        jpeg: fakeJpeg({ n }),
        hash: `lit ${n}`,
        analysis: withFace(analysis, { centre: [180, 230], box: [90, 120, 180, 240] }),
      }))
    const read = spoken.frames.filter(({ timeMs }) => timeMs >= startMs)
    const frames = [...lit, ...read.map(frame => spoil(frame, frame.timeMs - startMs))]
    const task: ClipTask = {
      kind: 'light-digit',
      code: secret.code,
      secret: light.secret,
      painted: light.painted,
      prompted: { secret, painted },
    }
    return seen({ ...spoken, task, frames, durationMs: frames.at(-1)!.timeMs })
  }
  const failedOf = (performance: ClipPerformance) =>
    judge(performance)
      .checks.filter(
        ({ name, outcome }) => outcome !== 'pass' && /^clip\.(cuts|repeat)$/.test(name),
      )
      .map(({ name }) => name)

  it('is one recording that goes on', () => {
    assert.deepEqual(failedOf(ceremony()), [])
    const names = new Set(judge(ceremony()).checks.map(({ name }) => name))
    assert.ok(names.has('clip.cuts') && names.has('clip.repeat'))
  })

  it('is not cut together, nor looped, where the digits are said', () => {
    const cut = ceremony((frame, sinceMs) =>
      sinceMs < 3000
        ? frame
        : { ...frame, analysis: withFace(frame.analysis, fakeSkin([0.3, 0.35, 0.4])) },
    )
    assert.deepEqual(failedOf(cut), ['clip.cuts'])
    const first = readingPerformance({ startMs: 0 }).frames
    const looped = ceremony((frame, sinceMs) => {
      const { centre, interOcularPx, mouthWidth } = first.find(
        ({ timeMs }) => timeMs >= sinceMs % 1500,
      )!.analysis.face!
      return {
        ...frame,
        analysis: withFace(frame.analysis, { centre, interOcularPx, mouthWidth }),
      }
    })
    assert.deepEqual(failedOf(looped), ['clip.repeat'])
  })
})

describe('every recorded clip', () => {
  it('shows the same person in all its parts', () => {
    assert.deepEqual(outcomeOf(silent({ people: [1, 1, 1, 2, 2] })), [
      1002,
      null,
      'identity.frames',
    ])
  })

  it('has no jump of the face', () => {
    const scene = (timeMs: number) => ({
      centre: [timeMs < 2000 ? 120 : 240, 230] as [number, number],
    })
    assert.deepEqual(outcomeOf(silent({ scene })), [1003, null, 'clip.jump'])
  })

  it('may have even gaps: files do', () => {
    assert.deepEqual(outcomeOf(silent({ frameMs: 100 })), passed)
  })

  it('without a single face fails, and with none of its frames', () => {
    assert.equal(outcomeOf({ ...silent(), frames: [], best: [] })[0], 1301)
  })
})

describe('action sequences', () => {
  it('are drawn both as often, and read back', () => {
    const random = randomBytes(7)
    const drawn = Array.from({ length: 2000 }, () => drawActionSequence(random))
    const share = drawn.filter(sequence => sequence === '1,2').length / drawn.length
    assert.ok(share > 0.45 && share < 0.55, `${share}`)
    assert.deepEqual(readActionSequence('1,2'), ['openMouth', 'blink'])
    assert.deepEqual(readActionSequence('2,1'), ['blink', 'openMouth'])
    for (const text of ['', '1', '1,1', '2,2', '1,2,1', '12', '3,4', ' 1,2']) {
      assert.equal(readActionSequence(text), null, text)
    }
  })
})
