import { checkOf } from '../checkOf.ts'
import type { LightFrame } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'
import type { Answer } from './checkOnsets.ts'
import { findingOf, type DigitFinding } from './digitFinding.ts'
import type { DigitLimits } from './digitLimits.ts'

/** Lips are looked at from so long before a digit's sound to so long after it, ms. */
const reachMs = 350
/** Heights of the lips up to this over their quarter are rest. */
const restMargin = 0.01

/**
 * Do the lips lead the voice by the same time at every digit? Whoever speaks has one habit. The lips
 * of a recording were moved at other moments, some near enough for a correlation over all.
 */
export function checkLipTimes(
  frames: readonly LightFrame[],
  answers: readonly Answer[],
  limits: DigitLimits,
): DigitFinding {
  const lips = frames.flatMap(({ timeMs, face }) =>
    face ? [{ timeMs, height: face.lipHeight }] : [],
  )
  const rest =
    percentile(
      lips.map(({ height }) => height),
      0.25,
    ) + restMargin
  const leads = answers.flatMap(answer => {
    if (!answer) return []
    const around = lips.filter(
      ({ timeMs }) => timeMs > answer.startMs - reachMs && timeMs < answer.endMs + reachMs,
    )
    const weights = around.map(({ height }) => Math.max(0, height - rest))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const moment = around.reduce((total, { timeMs }, at) => total + timeMs * weights[at]!, 0)
    // NaN where they rest: that is no lead at all.
    return [(answer.startMs + answer.endMs) / 2 - moment / sum]
  })
  const spreadMs = Math.max(...leads) - Math.min(...leads)
  return findingOf([
    ['lipsApart', checkOf('lips.leadSpreadMs', spreadMs, { max: limits.maxLeadSpreadMs })],
  ])
}
