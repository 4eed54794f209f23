import { createHash } from 'node:crypto'
import type { Challenge, DigitChallenge, LightChallenge } from '../../server/protocol/challenge.ts'
import type { EncodeJpeg, Picture } from '../../server/phone/camera/picture.ts'
import { createHandset, type HandsetSettings } from '../../server/phone/createHandset.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { perform } from '../../server/phone/perform.ts'
import { buildHead, type Head } from '../../server/phone/render/head.ts'

/** Small enough for a test, large enough for a face. */
export const smallFrame = { widthPx: 120, heightPx: 160 }

const heads = new Map<number, Head>()

/** One of the four people; built once per run of the tests. */
export function personHead(index: number): Head {
  const seed = peopleSeeds[index]!
  const head = heads.get(seed) ?? buildHead(seed)
  heads.set(seed, head)
  return head
}

export function smallHandset(settings: Partial<HandsetSettings> = {}) {
  return createHandset({
    person: personHead(0),
    seed: 5,
    frameSize: smallFrame,
    stillSize: smallFrame,
    ...settings,
  })
}

/** A challenge of these colours, each shown for `durationMs`. */
export function challengeOf(colours: readonly string[], durationMs = 380): LightChallenge {
  return {
    kind: 'light',
    version: 1,
    challengeId: 'test',
    steps: colours.map(colour => ({ colour, durationMs })),
    lifetimeMs: 60_000,
  }
}

/** Digits one at a time, between a quiet lead-in and a quiet tail. */
export function digitsOf(code: string, durationMs = 1100): DigitChallenge {
  const step = (digit: string | null, ms: number) => ({ digit, durationMs: ms })
  return {
    kind: 'digit',
    version: 1,
    challengeId: 'test',
    steps: [
      step(null, 600),
      ...Array.from(code, digit => step(digit, durationMs)),
      step(null, 700),
    ],
    lifetimeMs: 60_000,
  }
}

export const redThenBlue = challengeOf(['#808080', '#ff0000', '#0000ff', '#808080'], 600)

/** A performance without JPEG: the pictures themselves, and their hash. */
export async function performRaw(
  settings: Partial<HandsetSettings>,
  challenge: Challenge = redThenBlue,
) {
  const pictures: Picture[] = []
  const encode: EncodeJpeg = async picture => {
    pictures.push(picture)
    return createHash('sha256').update(picture.rgb).digest()
  }
  const handset = smallHandset(settings)
  const performance = await perform({ handset, challenge, encode })
  return { ...performance, pictures, handset }
}

/** Mean red, green and blue (0–255) of the middle of a picture: the face. */
export function meanOfMiddle({ rgb, widthPx, heightPx }: Picture): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  let count = 0
  for (let y = Math.round(heightPx * 0.42); y < heightPx * 0.62; y += 1) {
    for (let x = Math.round(widthPx * 0.42); x < widthPx * 0.58; x += 1) {
      for (const channel of [0, 1, 2] as const)
        sum[channel] += rgb[(y * widthPx + x) * 3 + channel]!
      count += 1
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}

/**
 * Log of red over blue while the first colour (red) was seen, less that while the second (blue) was:
 * how much the face answers to the screen.
 */
export function answerToScreen({
  packets,
  painted,
  pictures,
  handset,
}: Awaited<ReturnType<typeof performRaw>>): number {
  const { latencyMs } = handset.situation.timing
  const meanWhile = (step: number): number => {
    const seen = pictures.filter((_, index) => {
      const { kind, captureMs } = packets[index]!
      const shownMs = captureMs - latencyMs
      return kind === 'frame' && shownMs > painted[step]! + 60 && shownMs < painted[step + 1]! - 60
    })
    const logs = seen.map(picture => {
      const [red, , blue] = meanOfMiddle(picture)
      return 2.2 * Math.log(red / blue)
    })
    return logs.reduce((sum, value) => sum + value, 0) / logs.length
  }
  return meanWhile(1) - meanWhile(2)
}
