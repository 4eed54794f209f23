import type { Axis, Mark, Series, XyChart } from './chart.ts'
import type { Drawing } from './drawing.ts'
import { drawLegend } from './drawLegend.ts'
import { element, text } from './svg.ts'
import { ticksOf } from './ticksOf.ts'

const margin = { left: 66, right: 26, bottom: 56 } as const

/** Of one drawing, px. */
const height = 390

/** Curves or bars over two axes with a grid. */
export function drawXy({ title, x, y, series, marks }: XyChart, width: number): Drawing {
  const legend = drawLegend(series, {
    left: margin.left,
    top: 38,
    width: width - margin.left - margin.right,
  })
  const box = {
    left: margin.left,
    right: width - margin.right,
    top: legend.height + 10,
    bottom: height - margin.bottom,
  }
  const placeX = (value: number) => box.left + shareOf(x, value) * (box.right - box.left)
  const placeY = (value: number) => box.bottom - shareOf(y, value) * (box.bottom - box.top)
  const gridX = ticksOf(x).map(
    ({ at, label }) =>
      line([placeX(at), box.top], [placeX(at), box.bottom], '#e5e5e5') +
      text(placeX(at), box.bottom + 17, label, { 'text-anchor': 'middle' }),
  )
  const gridY = ticksOf(y).map(
    ({ at, label }) =>
      line([box.left, placeY(at)], [box.right, placeY(at)], '#e5e5e5') +
      text(box.left - 7, placeY(at) + 4, label, { 'text-anchor': 'end' }),
  )
  const middle = (box.top + box.bottom) / 2
  const content = [
    text(box.left, 16, title, { 'font-size': 14 }),
    legend.content,
    ...gridX,
    ...gridY,
    ...series.map(one => drawSeries(one, placeX, placeY)),
    element('rect', {
      x: box.left,
      y: box.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
      fill: 'none',
      stroke: '#888',
    }),
    ...marks.map((mark, index) => drawMark(mark, index, placeX, placeY, box)),
    text((box.left + box.right) / 2, height - 18, x.label, { 'text-anchor': 'middle' }),
    text(0, 0, y.label, {
      'text-anchor': 'middle',
      transform: `translate(16 ${middle}) rotate(-90)`,
    }),
  ].join('\n')
  return { content, height }
}

/** Place on an axis, 0–1; what lies outside is drawn at its end. */
function shareOf({ scale, from, to }: Axis, value: number): number {
  const measure = scale === 'log' ? Math.log10 : (v: number) => v
  const inside = Math.min(to, Math.max(from, value))
  return (measure(inside) - measure(from)) / (measure(to) - measure(from))
}

type Place = (value: number) => number

function drawSeries({ shape, colour, points }: Series, placeX: Place, placeY: Place): string {
  if (shape === 'line') {
    return element('polyline', {
      points: points.map(([x, y]) => `${placeX(x).toFixed(1)},${placeY(y).toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: colour,
      'stroke-width': 2,
      'stroke-linejoin': 'round',
    })
  }
  return points
    .slice(0, -1)
    .map(([x, y], index) => {
      const next = points[index + 1]?.[0] ?? x
      const attributes = { x: placeX(x), y: placeY(y), width: placeX(next) - placeX(x) }
      const height = placeY(0) - placeY(y)
      if (height <= 0) return ''
      return element('rect', { ...attributes, height, fill: colour, 'fill-opacity': 0.55 })
    })
    .join('')
}

function drawMark(
  mark: Mark,
  index: number,
  placeX: Place,
  placeY: Place,
  box: { left: number; right: number; top: number; bottom: number },
): string {
  const x = placeX(mark.x)
  const isRight = x > (box.left + box.right) / 2
  const beside = {
    'text-anchor': isRight ? 'end' : 'start',
    // A white rim keeps words readable over bars and lines.
    stroke: '#fff',
    'stroke-width': 4,
    'paint-order': 'stroke',
  }
  const textX = x + (isRight ? -7 : 7)
  if (!('y' in mark)) {
    return (
      line([x, box.top], [x, box.bottom], '#111', '4 3') +
      // Neighbours would write over each other at one height.
      text(textX, box.top + 15 * (1 + index), mark.label, beside)
    )
  }
  const y = placeY(mark.y)
  const textY = Math.max(box.top + 15, y - 8)
  return (
    element('circle', { cx: x, cy: y, r: 4, fill: '#111' }) + text(textX, textY, mark.label, beside)
  )
}

type Point = readonly [x: number, y: number]

function line([x1, y1]: Point, [x2, y2]: Point, stroke: string, dashes = 'none'): string {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-dasharray': dashes })
}
