import type { Mark, XyChart } from './chart.ts'

const bins = 40

/** Values of one kind of attempts. */
export interface Group {
  name: string
  colour: string
  values: readonly number[]
}

/**
 * How the values of each group are spread, each group's bars adding up to 1. What is not finite, or
 * outside `from`–`to` where they are given, is counted in the bar at that end.
 */
export function histogramChart(options: {
  title: string
  label: string
  groups: readonly Group[]
  marks: readonly Mark[]
  from?: number
  to?: number
}): XyChart {
  const groups = options.groups.filter(({ values }) => values.length > 0)
  const finite = groups.flatMap(({ values }) => values.filter(value => Number.isFinite(value)))
  const from = options.from ?? finite.reduce((least, value) => Math.min(least, value), Infinity)
  const most = options.to ?? finite.reduce((most, value) => Math.max(most, value), -Infinity)
  if (!Number.isFinite(from) || !Number.isFinite(most)) throw new RangeError('nothing to draw')
  const to = most > from ? most : from + 1
  const series = groups.map(({ name, colour, values }) => ({
    name: `${name} (${values.length})`,
    colour,
    shape: 'bars' as const,
    points: sharesOf(values, from, to),
  }))
  const tallest = series
    .flatMap(({ points }) => points)
    .reduce((tallest, [, share]) => Math.max(tallest, share), 0)
  return {
    kind: 'xy',
    title: options.title,
    x: { label: options.label, scale: 'linear', from, to },
    y: { label: 'share of each group', scale: 'linear', from: 0, to: tallest * 1.08 },
    series,
    marks: options.marks,
  }
}

function sharesOf(values: readonly number[], from: number, to: number): [number, number][] {
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * bins)
    const inside = Math.min(bins - 1, Math.max(0, bin))
    counts[inside] = (counts[inside] ?? 0) + 1
  }
  return [...counts, 0].map((count, bin) => [
    from + ((to - from) * bin) / bins,
    count / values.length,
  ])
}
