import type { DigitPerformance } from '../../server/domain/digit/judgeDigits.ts'
import { sampleRate } from '../../server/domain/digit/soundTrack.ts'
import { toDigitSteps } from '../../server/domain/digit/toDigitSteps.ts'
import type { LightFace, LightFrame } from '../../server/domain/lightFrame.ts'
import { fakeChin, fakeFrame } from './captureFakes.ts'
import { seededRandom } from './seededRandom.ts'

/** What a made-up reader does. All times in ms. */
export interface Reading {
  /** From a digit's prompt to its sound. */
  reactionMs?: number
  wordMs?: number
  /** Level of the voice; 1 is about −20 dB of full scale. */
  loudness?: number
  noise?: number
  /** Lips lead the voice by so much. */
  lipLeadMs?: number
  /** Opening of the mouth at the loudest. */
  opening?: number
  /** Share of frames that never come. */
  dropShare?: number
  frameMs?: number
  startMs?: number
  seed?: number
}

const secret = { code: '3804', digitMs: [1000, 1200, 950, 1100], leadMs: 1000, tailMs: 700 }

/** A performance of made-up numbers: a buzzing voice, and a mouth that opens with it. */
export function digitPerformance(reading: Reading = {}): DigitPerformance {
  const {
    reactionMs = 400,
    wordMs = 350,
    loudness = 1,
    noise = 0.001,
    lipLeadMs = 80,
    opening = 0.3,
    dropShare = 0,
    frameMs = 66,
    startMs = 50_000,
    seed = 1,
  } = reading
  const random = seededRandom(seed)
  const painted = [startMs]
  for (const { durationMs } of toDigitSteps(secret)) painted.push(painted.at(-1)! + durationMs)
  const words = painted.slice(1, -2).map(promptMs => promptMs + reactionMs)
  /** 0–1, rising and falling within the word. */
  const voiceAt = (timeMs: number): number => {
    const word = words.find(fromMs => timeMs >= fromMs && timeMs <= fromMs + wordMs)
    return word === undefined
      ? 0
      : Math.max(0, Math.sin((Math.PI * (timeMs - word)) / wordMs)) ** 0.5
  }
  const endMs = painted.at(-1)!
  const pcm = Float32Array.from({ length: ((endMs - startMs) * sampleRate) / 1000 }, (_, at) => {
    const seconds = at / sampleRate
    const buzz = [1, 2, 3, 4, 5, 6].reduce(
      (sum, overtone) => sum + Math.sin(2 * Math.PI * 140 * overtone * seconds) / overtone,
      0,
    )
    return 0.1 * loudness * voiceAt(startMs + seconds * 1000) * buzz + noise * (random() - 0.5)
  })
  const frames: LightFrame[] = []
  for (
    let timeMs = startMs - 30;
    timeMs < endMs + 100;
    timeMs += frameMs * (0.9 + 0.2 * random())
  ) {
    if (random() < dropShare) continue
    const frame = fakeFrame({ n: 0 }, timeMs)
    const mouthOpening = 0.02 + opening * voiceAt(timeMs + lipLeadMs) + 0.01 * (random() - 0.5)
    const lipHeight = 0.3 + 0.7 * mouthOpening
    frames.push({
      ...frame,
      face: { ...frame.face!, mouthOpening, lipHeight, chin: fakeChin(lipHeight) },
    })
  }
  return {
    secret,
    painted,
    frames,
    sound: { startMs, pcm, missingMs: 0, overlaps: 0 },
    heard: { score: -0.4, threshold: -1.3 },
  }
}

/** A frame whose face differs in something; it must show one. */
export function withFace(frame: LightFrame, change: Partial<LightFace>): LightFrame {
  return { ...frame, face: { ...frame.face!, ...change } }
}
