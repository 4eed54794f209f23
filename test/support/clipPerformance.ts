import type { KeptFrame, KeptStill } from '../../server/domain/capture/captureMaterial.ts'
import type { ClipPerformance } from '../../server/domain/clip/judgeClip.ts'
import type { LightFace } from '../../server/domain/lightFrame.ts'
import { expressionOf, type Movement } from '../../server/phone/person/movement.ts'
import { fakeFrame, fakePhotoAnalysis, fakeJpeg, type FakeScene } from './captureFakes.ts'
import { digitPerformance, type Reading } from './digitPerformance.ts'
import { seededRandom } from './seededRandom.ts'

/** What a made-up clip shows. All times in ms. */
export interface ClipScene {
  durationMs?: number
  frameMs?: number
  movements?: readonly Movement[]
  /** How much a living head sways; 0 = a picture. */
  sway?: number
  /** The scene of a frame, beside what the movements make of the face. */
  scene?: (timeMs: number) => Partial<FakeScene>
  /** Changes of the face of a frame. */
  face?: Partial<LightFace>
  /** Hash of a frame; default: all different. */
  hashOf?: (i: number) => string
  /** Of the best frames, in order of time. */
  people?: readonly number[]
  /** Of the drawn frames; default: the same. */
  drawn?: readonly number[]
}

const stillOf = (timeMs: number, person: number): KeptStill => ({
  timeMs,
  jpeg: fakeJpeg({ n: 0 }),
  analysis: fakePhotoAnalysis(fakeJpeg({ n: 0, person })),
})

/** A clip of one person who sways a little and moves so; nothing is asked, nothing is heard. */
export function clipPerformance(given: ClipScene = {}): ClipPerformance {
  const { durationMs = 4000, frameMs = 66, movements = [], sway = 1 } = given
  const { hashOf = String, people = [1, 1, 1, 1, 1], drawn = people } = given
  const noise = seededRandom(5)
  const frames: KeptFrame[] = []
  for (let timeMs = 0; timeMs < durationMs; timeMs += frameMs) {
    const { eyeClose, mouthOpen } = expressionOf(movements, timeMs)
    const jitter = 0.01 * (noise() - 0.5)
    const scene: FakeScene = {
      n: frames.length,
      // A person with narrow eyes: nothing absolute would do.
      eyeOpening: 0.2 * (1 - 0.45 * eyeClose) + (sway * jitter) / 4,
      mouthOpening: 0.05 + 0.6 * mouthOpen + sway * jitter,
      lipHeight: 0.3 + 0.35 * mouthOpen,
      sway,
      centre: [180 + sway * 5 * Math.sin(timeMs / 700), 230 + sway * 3 * Math.cos(timeMs / 900)],
      ...given.scene?.(timeMs),
    }
    const analysis = fakeFrame(scene, timeMs)
    const face = analysis.face && { ...analysis.face, ...given.face }
    const hash = hashOf(frames.length)
    frames.push({ timeMs, jpeg: fakeJpeg(scene), hash, analysis: { ...analysis, face } })
  }
  return {
    task: { kind: 'silent' },
    durationMs,
    widthPx: 360,
    heightPx: 480,
    frames,
    best: people.map((person, at) => stillOf((at * durationMs) / people.length, person)),
    drawn: drawn.map((person, at) => stillOf(((at + 0.5) * durationMs) / drawn.length, person)),
    sound: null,
    heard: null,
  }
}

/** A clip of somebody who reads digits aloud. */
export function readingPerformance(reading: Reading = {}): ClipPerformance {
  const { frames, sound, heard, secret } = digitPerformance({ startMs: 0, ...reading })
  const kept = frames.map((analysis, n): KeptFrame => {
    const { mouthOpening = 0, lipHeight = 0 } = analysis.face ?? {}
    const jpeg = fakeJpeg({ n, mouthOpening, lipHeight })
    return { timeMs: analysis.timeMs, jpeg, hash: String(n), analysis }
  })
  return {
    ...clipPerformance(),
    task: { kind: 'digit', code: secret.code },
    durationMs: kept.at(-1)!.timeMs - kept[0]!.timeMs,
    frames: kept,
    sound,
    heard,
  }
}
