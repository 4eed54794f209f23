import type { CompareReport } from './compareFolder.ts'
import { drawCharts } from './plot/drawCharts.ts'
import { errorCurveChart } from './plot/errorCurveChart.ts'
import { histogramChart } from './plot/histogramChart.ts'
import { lineColour, palette } from './plot/palette.ts'

/** The report as one SVG picture: the distances of both kinds of pairs, and what thresholds do. */
export function plotComparison(report: CompareReport, thresholdDistance: number): string {
  const { genuine, impostor } = report.distances
  const { sim, fmr, fnmr } = report.atThreshold
  return drawCharts(`1:1 comparison: ${report.people} people, ${report.photos} photos`, [
    histogramChart({
      title: 'Distances',
      label: 'distance of two unit embeddings',
      groups: [
        { name: 'same person', colour: palette.good, values: genuine },
        { name: 'different people', colour: palette.bad, values: impostor },
      ],
      marks: [{ x: thresholdDistance, label: `Sim ${sim}` }],
      from: 0,
    }),
    errorCurveChart({
      title: `Error trade-off; equal error rate ${(100 * report.eer).toFixed(2)} %`,
      accepts: 'false match rate',
      rejects: 'false non-match rate',
      curves: [
        {
          name: 'all pairs',
          colour: lineColour(0),
          genuine: genuine.map(distance => -distance),
          impostor: impostor.map(distance => -distance),
        },
      ],
      marks: [{ x: fmr, y: fnmr, label: `Sim ${sim}` }],
    }),
  ])
}
