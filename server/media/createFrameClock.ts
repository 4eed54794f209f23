import { AV_NOPTS_VALUE, type Frame, type Stream } from './nodeAv.ts'

/** A frame that claims to stay longer than this is not believed, ms. */
const maxStayMs = 1000
/** 25 a second, where nothing says otherwise. */
const usualStayMs = 40

/**
 * Ticks of a stream → ms.
 * @param hasShowTimes the container tells when frames are shown, not only in which order they are
 *   decoded (AVI): there FFmpeg adds the delay of reordering, which the sound has not
 */
export function createFrameClock(
  { timeBase, avgFrameRate, codecpar }: Stream,
  { hasShowTimes }: { hasShowTimes: boolean },
) {
  const toMs = (ticks: bigint): number => (Number(ticks) * timeBase.num * 1000) / timeBase.den
  const averageMs = (avgFrameRate.den * 1000) / avgFrameRate.num
  const stayMs = averageMs > 0 && averageMs <= maxStayMs ? averageMs : usualStayMs
  const delayMs = hasShowTimes ? 0 : codecpar.videoDelay * stayMs

  return {
    /** From one frame to the next, as the container tells it of all. */
    stayMs,
    /** When the frame begins; null where the container says nothing. */
    startOf({ bestEffortTimestamp: ticks }: Frame): number | null {
      return ticks === AV_NOPTS_VALUE ? null : toMs(ticks) - delayMs
    },
    /** For how long it stays. */
    durationOf({ duration }: Frame): number {
      return duration > 0n ? Math.min(maxStayMs, toMs(duration)) : stayMs
    },
  }
}
