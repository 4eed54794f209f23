import type { Check } from './check.ts'

/** What a value is held against; both ends may be given. */
export interface Bounds {
  min?: number
  max?: number
}

/**
 * A line of the verdict's explanation for a number: passes inside the bounds, otherwise has the
 * outcome given. A value that could not be measured (NaN) never passes.
 */
export function checkOf(
  name: string,
  value: number,
  { min = -Infinity, max = Infinity }: Bounds,
  otherwise: 'fail' | 'inconclusive' = 'inconclusive',
): Check {
  const threshold = min === -Infinity ? `≤ ${max}` : max === Infinity ? `≥ ${min}` : `${min}–${max}`
  const shown = Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : 'not measured'
  const held = Number.isFinite(value) && value >= min && value <= max
  const outcome = held ? 'pass' : otherwise
  return { name, value: shown, threshold, outcome }
}
