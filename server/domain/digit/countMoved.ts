import type { DigitLimits } from './digitLimits.ts'
import type { SpeechSegment } from './measureSound.ts'

/** In how many of these times the outer lips change their height by `minLipRange` at least. */
export function countMoved(
  mouths: readonly { timeMs: number; lipHeight: number }[],
  times: readonly SpeechSegment[],
  { minLipRange }: Pick<DigitLimits, 'minLipRange'>,
): number {
  return times.filter(({ startMs, endMs }) => {
    const heights = mouths.flatMap(({ timeMs, lipHeight }) =>
      timeMs >= startMs && timeMs <= endMs ? [lipHeight] : [],
    )
    return heights.length > 0 && Math.max(...heights) - Math.min(...heights) >= minLipRange
  }).length
}
