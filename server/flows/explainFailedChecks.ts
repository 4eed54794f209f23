import type { Check } from '../domain/check.ts'
import type { Words } from '../protocol/words.ts'

/** The failed checks with their numbers, for the integrator (R44): `probe.sharpness 3.1, wanted ≥ 8`. */
export function explainFailedChecks(checks: readonly Check[]): Words {
  const failed = checks.filter(check => check.outcome === 'fail')
  const list = (wanted: string) =>
    failed.map(check => `${check.name} ${check.value}, ${wanted} ${check.threshold}`).join('; ')
  return { zh: `（${list('要求')}）`, en: `(${list('wanted')})` }
}
