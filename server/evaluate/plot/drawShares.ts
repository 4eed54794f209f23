import type { ShareChart } from './chart.ts'
import type { Drawing } from './drawing.ts'
import { drawLegend } from './drawLegend.ts'
import { element, text, widthOf } from './svg.ts'

const rowHeight = 22
const right = 16
const mostRows = 30

/** One bar a row, cut into its parts; rows over `mostRows` are only counted. */
export function drawShares({ title, parts, rows }: ShareChart, width: number): Drawing {
  const namesWidth = Math.min(170, Math.max(...rows.map(({ name }) => widthOf(name)), 40)) + 24
  const notesWidth = Math.max(...rows.map(({ note }) => widthOf(note)), 0) + 8
  const legend = drawLegend(parts, { left: 20, top: 38, width: width - 20 - right })
  const top = legend.height + 10
  const shown = rows.slice(0, mostRows)
  const barWidth = width - namesWidth - notesWidth - right
  const drawn = shown.map(({ name, shares, note }, index) => {
    const y = top + index * rowHeight
    let x = namesWidth
    const bars = shares.map((share, part) => {
      const bar = { x, y: y + 2, width: share * barWidth, height: rowHeight - 6 }
      x += bar.width
      return share > 0 ? element('rect', { ...bar, fill: parts[part]?.colour ?? '#999' }) : ''
    })
    return [
      text(namesWidth - 7, y + 14, shortened(name), { 'text-anchor': 'end' }),
      element('rect', {
        x: namesWidth,
        y: y + 2,
        width: barWidth,
        height: rowHeight - 6,
        fill: '#f2f2f2',
      }),
      ...bars,
      text(namesWidth + barWidth + 8, y + 14, note),
    ].join('')
  })
  const hidden = rows.length - shown.length
  const content = [
    text(20, 16, title, { 'font-size': 14 }),
    legend.content,
    ...drawn,
    hidden > 0 ? text(namesWidth, top + shown.length * rowHeight + 14, `and ${hidden} more`) : '',
  ].join('\n')
  return { content, height: top + rowHeight * (shown.length + 1) + 20 }
}

function shortened(name: string): string {
  return name.length > 26 ? `${name.slice(0, 25)}…` : name
}
