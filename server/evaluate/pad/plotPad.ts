import { drawCharts } from '../plot/drawCharts.ts'
import { errorCurveChart } from '../plot/errorCurveChart.ts'
import { histogramChart } from '../plot/histogramChart.ts'
import { lineColour, palette } from '../plot/palette.ts'
import type { PadReport } from './evaluatePad.ts'

/** The report as one SVG picture: scores, what thresholds do, and what became of each species. */
export function plotPad(report: PadReport): string {
  const { bonafide, species, scores, threshold } = report
  const attacks = scores.species.map(({ species: name, scores: values }, index) => ({
    name,
    colour: lineColour(index),
    values,
  }))
  const hasScores = scores.bonafide.length + attacks.flatMap(({ values }) => values).length > 0
  const pictures = bonafide.presentations + species.reduce((n, row) => n + row.presentations, 0)
  return drawCharts(`Passive presentation attack detection: ${pictures} pictures`, [
    ...(hasScores
      ? [
          histogramChart({
            title: 'Scores of the model',
            label: 'score (1 = bona fide)',
            groups: [
              { name: 'bona fide', colour: palette.neutral, values: scores.bonafide },
              ...attacks,
            ],
            marks: [{ x: threshold, label: `threshold ${threshold}` }],
            from: 0,
            to: 1,
          }),
          errorCurveChart({
            title: 'Error trade-off of the score alone, each species',
            accepts: 'APCER',
            rejects: 'BPCER',
            curves: attacks.map(({ name, colour, values }) => ({
              name,
              colour,
              genuine: scores.bonafide,
              impostor: values,
            })),
            marks: [],
          }),
        ]
      : []),
    {
      kind: 'shares',
      title: `At the threshold ${threshold}, with the own signals`,
      parts: [
        { name: 'taken for bona fide', colour: lineColour(0) },
        { name: 'refused', colour: palette.unsure },
        { name: 'no response', colour: palette.neutral },
      ],
      rows: [
        rowOf('bona fide', bonafide.presentations, bonafide.bpnrr, 1 - (bonafide.bpcer ?? 1)),
        ...species.map(({ species: name, presentations, apnrr, apcer }) =>
          rowOf(name, presentations, apnrr, apcer ?? 0),
        ),
      ],
    },
  ])
}

function rowOf(name: string, presentations: number, silent: number, accepted: number) {
  const responded = 1 - silent
  const shares = [responded * accepted, responded * (1 - accepted), silent]
  return { name, shares, note: `${presentations}` }
}
