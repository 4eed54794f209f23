import type { Check } from '../../domain/check.ts'
import type { ErrorCode } from '../../protocol/errorCodes.ts'
import { errorCodes } from '../../protocol/errorCodes.ts'
import { resultCode } from '../../protocol/resultCodes.ts'

interface Explained {
  /** Row of protocol/resultCodes.ts. */
  code: number
  /** The wire's finer name for it, where there is one. */
  apiCode?: ErrorCode | null
  sim: number | null
  checks: readonly Check[]
}

/**
 * Prints a verdict with every check as JSON.
 *
 * @param note what to know of a verdict that passed
 * @returns the exit code: 0 passed, 1 not
 */
export function printVerdict(
  { code, apiCode = null, sim, checks }: Explained,
  note?: string,
): number {
  const meaning = resultCode(code)
  const { zh, en } = apiCode ? errorCodes[apiCode] : meaning
  const verdict = {
    verdict: code === 0 ? 'pass' : 'fail',
    code,
    result: apiCode ?? meaning.apiCode,
    Sim: sim,
    en,
    zh,
    ...(note && code === 0 && { note }),
    checks,
  }
  console.log(JSON.stringify(verdict, null, 2))
  return code === 0 ? 0 : 1
}
