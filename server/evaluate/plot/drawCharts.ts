import type { Chart } from './chart.ts'
import { drawShares } from './drawShares.ts'
import { drawXy } from './drawXy.ts'
import { element, text } from './svg.ts'

const chartWidth = 470
const headHeight = 44
const columns = 2

/** Charts side by side, two a row, under one title: a whole SVG file, readable on its own. */
export function drawCharts(title: string, charts: readonly Chart[]): string {
  const drawings = charts.map(chart =>
    chart.kind === 'xy' ? drawXy(chart, chartWidth) : drawShares(chart, chartWidth),
  )
  let top = headHeight
  const groups: string[] = []
  for (let first = 0; first < drawings.length; first += columns) {
    const row = drawings.slice(first, first + columns)
    groups.push(
      ...row.map(({ content }, column) =>
        element('g', { transform: `translate(${chartWidth * column} ${top})` }, content),
      ),
    )
    top += Math.max(...row.map(({ height }) => height))
  }
  const size = { width: chartWidth * Math.min(columns, Math.max(1, charts.length)), height: top }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      'font-family': 'sans-serif',
      'font-size': 12,
    },
    [
      element('rect', { ...size, fill: '#fff' }),
      text(20, 28, title, { 'font-size': 16, 'font-weight': 'bold' }),
      ...groups,
    ].join('\n'),
  )
}
