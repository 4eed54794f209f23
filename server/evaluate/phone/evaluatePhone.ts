import type { Check } from '../../domain/check.ts'
import type { PhoneSpecies } from './phoneSpecies.ts'

/** How one run ended: with a verdict, or short of one. */
export type PhoneEnd =
  | {
      /** Row of protocol/resultCodes.ts, 0 = passed. */
      code: number
      /** As far as they are told (R44). */
      checks: readonly Pick<Check, 'name' | 'outcome'>[]
    }
  | {
      /** protocol/client/troubles.ts */
      trouble: string
    }

/** Performs the `run`-th ceremony (0 …) of a species. */
export type PlayRun = (species: PhoneSpecies, run: number) => Promise<PhoneEnd>

/** How the runs of one species ended. */
export interface PhoneRow {
  species: PhoneSpecies
  /** With a verdict. */
  runs: number
  passed: number
  /** By result code, of the runs that did not pass. */
  codes: Record<string, number>
  /** How often each check did not hold. */
  failedChecks: Record<string, number>
  /** Runs without a verdict, by what was in the way. */
  troubles: Record<string, number>
}

/** `ErrCode` 1003: asked to try again; nothing was decided. */
export const inconclusiveCode = 1003

interface Options {
  species: readonly PhoneSpecies[]
  /** Of each species. */
  runs: number
  play: PlayRun
  onProgress: (done: number, total: number) => void
  /** When a species is through. */
  onRow?: (row: PhoneRow) => void
}

/** Plays every species so many times, and counts how that ended. Simulated only. */
export async function evaluatePhone(options: Options): Promise<PhoneRow[]> {
  const { species, runs, play, onProgress, onRow } = options
  const rows: PhoneRow[] = []
  for (const each of species) {
    const row = emptyRow(each)
    for (let run = 0; run < runs; run++) {
      addEnd(row, await play(each, run))
      onProgress(rows.length * runs + run + 1, species.length * runs)
    }
    rows.push(row)
    onRow?.(row)
  }
  return rows
}

function emptyRow(species: PhoneSpecies): PhoneRow {
  return { species, runs: 0, passed: 0, codes: {}, failedChecks: {}, troubles: {} }
}

function addEnd(row: PhoneRow, end: PhoneEnd): void {
  if ('trouble' in end) return count(row.troubles, end.trouble)
  row.runs++
  if (end.code === 0) row.passed++
  else count(row.codes, String(end.code))
  for (const { name, outcome } of end.checks) {
    if (outcome !== 'pass') count(row.failedChecks, name)
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
