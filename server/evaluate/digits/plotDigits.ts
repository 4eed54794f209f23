import { drawCharts } from '../plot/drawCharts.ts'
import { errorCurveChart } from '../plot/errorCurveChart.ts'
import { histogramChart } from '../plot/histogramChart.ts'
import { lineColour, palette } from '../plot/palette.ts'
import type { DigitReport } from './evaluateDigits.ts'

/** Scores lower than this are all alike: another code. */
const lowest = -12

/** The report as one SVG picture: scores of codes, what thresholds do, digits read of each speaker. */
export function plotDigits(report: DigitReport): string {
  const { overall, scores, voices } = report
  const wrong = [
    { name: 'one digit wrong', colour: palette.bad, values: scores.oneWrong },
    { name: 'random codes', colour: palette.neutral, values: scores.random },
  ]
  const hasStrings = scores.genuine.length > 0
  return drawCharts(`Spoken digits: ${voices.length} speakers, ${overall.tokens} single digits`, [
    ...(hasStrings
      ? [
          histogramChart({
            title: 'Scores of codes of four digits',
            label: 'log-likelihood ratio per digit (0 = nothing fits better)',
            groups: [{ name: 'right', colour: palette.good, values: scores.genuine }, ...wrong],
            marks: overall.points.map(({ frr, threshold }) => ({
              x: threshold,
              label: `${100 * frr} % refused`,
            })),
            from: lowest,
            to: 0,
          }),
          errorCurveChart({
            title: 'Error trade-off',
            accepts: 'wrong codes that pass',
            rejects: 'right codes refused',
            curves: wrong.map(({ name, values }, index) => ({
              name,
              colour: lineColour(index),
              genuine: scores.genuine,
              impostor: values,
            })),
            marks: [],
          }),
        ]
      : []),
    {
      kind: 'shares',
      title: 'Single digits of each speaker',
      parts: [
        { name: 'read', colour: palette.good },
        { name: 'taken for another', colour: palette.bad },
      ],
      rows: voices.map(({ voice, tokens, isolated }) => ({
        name: voice,
        shares: [isolated, 1 - isolated],
        note: `${Math.round(isolated * tokens)} of ${tokens}`,
      })),
    },
  ])
}
