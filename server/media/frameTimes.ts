import { MediaError } from '../domain/mediaError.ts'

/** Ticks a second of the video's clock; the usual one, 0.011 ms a tick. */
export const ticksPerSecond = 90_000

/** Shown for this long when there is no next frame to tell, ticks: 15 frames a second. */
const loneDuration = 6_000

/** When a frame appears and for how long it stays, ticks; the first appears at 0. */
export interface FrameTime {
  start: number
  duration: number
}

/**
 * Capture times (ms on any clock) → times in the video. Each frame stays until the next; the last as
 * long as the one before it.
 * @throws MediaError badTimes
 */
export function frameTimes(captureMs: readonly number[], maxSpanMs: number): FrameTime[] {
  const [first = 0] = captureMs
  const starts: number[] = []
  for (const timeMs of captureMs) {
    const sinceFirst = timeMs - first
    // Also catches what is no number.
    if (!(sinceFirst >= 0 && sinceFirst <= maxSpanMs)) {
      throw new MediaError('badTimes', `a frame at ${sinceFirst} ms of at most ${maxSpanMs}`)
    }
    const start = Math.round((sinceFirst * ticksPerSecond) / 1000)
    const last = starts.at(-1)
    if (last !== undefined && start <= last) {
      throw new MediaError(
        'badTimes',
        `a frame at ${sinceFirst} ms is not later than the one before`,
      )
    }
    starts.push(start)
  }
  return starts.map((start, i) => {
    const [previous, next] = [starts[i - 1], starts[i + 1]]
    if (next !== undefined) return { start, duration: next - start }
    return { start, duration: previous === undefined ? loneDuration : start - previous }
  })
}
