import type { Check } from '../../domain/check.ts'
import type { PhoneSpecies } from './phoneSpecies.ts'

/** How one run ended. */
export interface PhoneEnd {
  /** Row of protocol/resultCodes.ts, 0 = passed; or why there was no verdict (protocol/client/troubles.ts). */
  code: number | string
  /** As far as they are told (R44). */
  checks: readonly Pick<Check, 'name' | 'outcome'>[]
}

/** Performs the `run`-th ceremony (0 …) of a species. The same numbers give the same one. */
export type PlayRun = (species: PhoneSpecies, run: number) => Promise<PhoneEnd>

/** How the runs of one species ended. */
export interface PhoneRow {
  species: PhoneSpecies
  runs: number
  passed: number
  /** By PhoneEnd's code, of the runs that did not pass. */
  codes: Record<string, number>
  /** How often each check did not hold. */
  failedChecks: Record<string, number>
}

/** `ErrCode` 1003: asked to try again; nothing was decided. */
export const inconclusiveCode = 1003

interface Options {
  species: readonly PhoneSpecies[]
  /** Of each species. */
  runs: number
  play: PlayRun
  onProgress: (done: number, total: number) => void
}

/** Plays every species so many times, and counts how that ended. Simulated only. */
export async function evaluatePhone({
  species,
  runs,
  play,
  onProgress,
}: Options): Promise<PhoneRow[]> {
  const rows: PhoneRow[] = []
  for (const each of species) {
    const row: PhoneRow = { species: each, runs: 0, passed: 0, codes: {}, failedChecks: {} }
    rows.push(row)
    for (let run = 0; run < runs; run++) {
      const { code, checks } = await play(each, run)
      row.runs++
      if (code === 0) row.passed++
      else count(row.codes, String(code))
      for (const { name, outcome } of checks) {
        if (outcome !== 'pass') count(row.failedChecks, name)
      }
      onProgress((rows.length - 1) * runs + run + 1, species.length * runs)
    }
  }
  return rows
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
