import { drawCharts } from '../plot/drawCharts.ts'
import { errorCurveChart } from '../plot/errorCurveChart.ts'
import { histogramChart } from '../plot/histogramChart.ts'
import { lineColour, palette } from '../plot/palette.ts'
import type { SyncReport } from './evaluateSync.ts'

/** The report as one SVG picture: the correlations of both kinds of pairs, and what limits do. */
export function plotSync({ rows, correlations, atThreshold, eer }: SyncReport): string {
  const { genuine, impostor } = correlations
  const { correlation, far, frr } = atThreshold
  const label = `limit ${correlation}`
  return drawCharts(`Lips and voice: ${rows.length} clips`, [
    histogramChart({
      title: 'Correlations',
      label: 'correlation of lips and voice',
      groups: [
        { name: 'own sound', colour: palette.good, values: genuine },
        { name: "another clip's", colour: palette.bad, values: impostor },
      ],
      marks: [{ x: correlation, label }],
      to: 1,
    }),
    errorCurveChart({
      title: `Error trade-off; equal error rate ${(100 * eer).toFixed(1)} %`,
      accepts: 'other sounds accepted',
      rejects: 'own sounds refused',
      curves: [{ name: 'all pairs', colour: lineColour(0), genuine, impostor }],
      marks: [{ x: far, y: frr, label }],
    }),
  ])
}
