import type { Liveness } from '../capture/liveness.ts'
import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { PadSignals } from '../face.ts'
import { percentile } from '../percentile.ts'
import type { PadLimits } from './padLimits.ts'

/** What vision saw in one picture of the face; see PhotoAnalysis. */
export interface PadLook {
  padScore?: number | null
  padSignals?: PadSignals | null
}

/**
 * Passive presentation attack detection (R11) over the pictures of one face, as far as a model in slot
 * pad and the own signals can tell. Without a model it can say "no" only: whoever lets its "pass"
 * stand for liveness then must say that this is no security check (design.md §4).
 *
 * @param name of these pictures, where others have a say of their own
 */
export function judgePad(looks: readonly PadLook[], limits: PadLimits, name = 'pad'): Liveness {
  const signals = looks.flatMap(({ padSignals }) => (padSignals ? [padSignals] : []))
  const own = [
    checkOf(`${name}.raster`, median(signals.map(each => each.rasterPeak)), {
      max: limits.maxRasterPeak,
    }),
    checkOf(`${name}.rim`, median(signals.map(each => each.rim)), { max: limits.maxRim }),
    checkOf(`${name}.bezel`, mean(signals.map(each => each.bezel)), { max: limits.maxBezel }),
  ]
  const { minScore } = limits
  if (minScore === null) return livenessOf([noModel, ...own], own)
  const scores = looks.flatMap(({ padScore }) => (typeof padScore === 'number' ? [padScore] : []))
  const score = mean(scores)
  const isAttack = score < minScore * limits.attackShare
  const scored = checkOf(
    `${name}.score`,
    score,
    { min: minScore },
    isAttack ? 'fail' : 'inconclusive',
  )
  // What looks alive in some pictures only is held well in those.
  const low = checkOf(`${name}.score.low`, percentile(scores, limits.lowShare), { min: minScore })
  return livenessOf([scored, low, ...own])
}

const noModel: Check = {
  name: 'pad.score',
  value: 'no model',
  threshold: 'a model in slot pad',
  outcome: 'inconclusive',
}

/** The codes: 1002 an attack, 1003 not sure (design.md §5, last line). */
function livenessOf(checks: Check[], deciding: readonly Check[] = checks): Liveness {
  if (deciding.some(({ outcome }) => outcome === 'fail'))
    return { outcome: 'fail', resultCode: 1002, advice: 'liveness', checks }
  if (deciding.some(({ outcome }) => outcome === 'inconclusive'))
    return { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness', checks }
  return { outcome: 'pass', resultCode: 0, advice: null, checks }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
