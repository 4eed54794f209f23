import { checkOf } from '../checkOf.ts'
import type { Finding } from './finding.ts'
import type { LightLimits } from './lightLimits.ts'
import type { LightReason } from './lightReasons.ts'
import type { Relief } from './measureRelief.ts'

/**
 * Face, sheet or glass? A face must win on every count. A sheet is called one only when the light
 * was good enough to have shown a face's relief, and there is next to none.
 *
 * @param relief null when too few cells answered
 */
export function reliefFinding(relief: Relief | null, limits: LightLimits): Finding {
  const cells = checkOf('light.relief.cells', relief?.cells ?? 0, { min: limits.minCells })
  if (!relief) return { reason: 'covered', checks: [cells] }

  const against = attackOf(relief, limits)
  const otherwise = against ? 'fail' : 'inconclusive'
  const atLeast = (name: string, value: number, min: number) =>
    checkOf(`light.relief.${name}`, value, { min }, otherwise)
  const checks = [
    cells,
    atLeast('face', relief.face, Math.max(relief.sheet, relief.display)),
    atLeast('share', relief.share, limits.minReliefShare),
    atLeast('rimShare', relief.rimShare, limits.minRimShare),
    atLeast('along', relief.along, limits.minReliefAlong),
    atLeast('size', relief.size, limits.minReliefSize),
    atLeast('rank', relief.rank, limits.minReliefRank),
  ]
  const clear = checks.every(({ outcome }) => outcome === 'pass')
  return { reason: clear ? null : (against ?? 'unclearRelief'), checks }
}

/**
 * A sheet, when even the largest relief that the noise leaves room for is smaller than any face's;
 * glass, when moreover brightness does not count, or when a display explains more than a face.
 * A lamp from the side makes a face's answer go against its brightness too: that alone proves
 * nothing.
 */
function attackOf(relief: Relief, limits: LightLimits): LightReason | null {
  const largest = relief.size + 2 * relief.sizeError
  const flat = relief.share <= limits.maxSheetShare && largest <= limits.maxSheetSize
  const glass = relief.albedo + 2 * relief.albedoError < limits.maxGlassAlbedo
  if (glass && (flat || relief.display > relief.face)) return 'screen'
  return flat ? 'print' : null
}
