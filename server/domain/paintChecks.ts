import type { Check } from './check.ts'
import { checkOf } from './checkOf.ts'
import type { PaintTimeline } from './lightFrame.ts'

/** Were the steps painted, each after the one before? A timeline that was not cannot be looked at further. */
export function checkPaintOrder(
  name: string,
  painted: PaintTimeline,
  durationsMs: readonly number[],
): Check {
  const isOrdered =
    painted.length === durationsMs.length + 1 &&
    painted.every(time => Number.isFinite(time)) &&
    painted.every((time, step) => step === 0 || time > painted[step - 1]!)
  return checkOf(name, isOrdered ? 1 : 0, { min: 1 })
}

/** Was each step on the screen for the time it was asked to be, within `maxMs`? */
export function checkPaintTimes(
  name: string,
  painted: PaintTimeline,
  durationsMs: readonly number[],
  maxMs: number,
): Check {
  const deviations = durationsMs.map((durationMs, step) =>
    Math.abs(painted[step + 1]! - painted[step]! - durationMs),
  )
  return checkOf(name, Math.max(...deviations), { max: maxMs })
}
