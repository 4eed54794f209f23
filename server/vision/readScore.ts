import type { ScoreRule } from '../../models/manifest.ts'

/**
 * The one number that a score rule picks from the outputs of a run on one picture; null when the
 * output is not there, too short, or gives no number from 0 to 1.
 */
export function readScore(
  outputs: Readonly<Record<string, Float32Array>>,
  { output, index, activation }: ScoreRule,
): number | null {
  const row = outputs[output]
  const value = row?.[index]
  if (!row || value === undefined) return null
  const score = activations[activation](value, row)
  return score >= 0 && score <= 1 ? score : null
}

const activations: Record<ScoreRule['activation'], (value: number, row: Float32Array) => number> = {
  none: value => value,
  sigmoid: value => 1 / (1 + Math.exp(-value)),
  softmax: (value, row) => 1 / row.reduce((sum, other) => sum + Math.exp(other - value), 0),
}
