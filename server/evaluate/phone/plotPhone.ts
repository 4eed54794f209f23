import { drawCharts } from '../plot/drawCharts.ts'
import { palette } from '../plot/palette.ts'
import { inconclusiveCode, type PhoneRow } from './evaluatePhone.ts'

/** The rows as one SVG picture: how each species ended, and the checks that stood in its way. */
export function plotPhone(rows: readonly PhoneRow[], mode: string): string {
  const failed = (row: PhoneRow) => Object.entries(row.failedChecks)
  const checks = [...new Set(rows.flatMap(row => failed(row).map(([name]) => name)))]
  const counts = checks
    .map(name => countFailures(rows, name))
    .toSorted((a, b) => b.attacks - a.attacks || b.living - a.living)
  const living = runsOf(rows.filter(isLiving))
  const attacks = runsOf(rows.filter(row => !isLiving(row)))
  const ends = {
    kind: 'shares',
    title: 'How the runs ended',
    parts: [
      { name: 'passed', colour: palette.good },
      { name: 'asked to try again', colour: palette.unsure },
      { name: 'refused', colour: palette.bad },
    ],
    rows: rows.map(row => {
      const again = row.codes[inconclusiveCode] ?? 0
      const counts = [row.passed, again, row.runs - row.passed - again]
      return {
        name: row.species,
        shares: counts.map(count => count / Math.max(1, row.runs)),
        note: counts.join(' / '),
      }
    }),
  } as const
  const inTheWay = {
    kind: 'shares',
    title: `Checks that did not hold, of all ${living + attacks} runs`,
    parts: [
      { name: `of ${attacks} attacks`, colour: palette.bad },
      { name: `of ${living} living people`, colour: palette.unsure },
    ],
    rows: counts.map(({ name, attacks: ofAttacks, living: ofLiving }) => ({
      name,
      shares: [ofAttacks, ofLiving].map(count => count / Math.max(1, living + attacks)),
      note: `${ofAttacks} / ${ofLiving}`,
    })),
  } as const
  // A server does not tell its checks.
  const charts = checks.length > 0 ? [ends, inTheWay] : [ends]
  return drawCharts(`Simulated phone, mode ${mode}: ${living + attacks} runs`, charts)
}

function isLiving({ species }: PhoneRow): boolean {
  return species === 'genuine' || species === 'daylight'
}

function runsOf(rows: readonly PhoneRow[]): number {
  return rows.reduce((sum, { runs }) => sum + runs, 0)
}

function countFailures(rows: readonly PhoneRow[], check: string) {
  const count = (part: readonly PhoneRow[]) =>
    part.reduce((sum, { failedChecks }) => sum + (failedChecks[check] ?? 0), 0)
  return {
    name: check,
    living: count(rows.filter(isLiving)),
    attacks: count(rows.filter(row => !isLiving(row))),
  }
}
