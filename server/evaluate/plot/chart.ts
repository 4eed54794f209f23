/** One axis of a chart. */
export interface Axis {
  label: string
  scale: 'linear' | 'log'
  from: number
  to: number
}

/** Values with a name in the legend. */
export interface Series {
  name: string
  colour: string
  /** `bars` reach from one point's x to the next one's; the last point only ends the last bar. */
  shape: 'bars' | 'line'
  points: readonly (readonly [x: number, y: number])[]
}

/** A dashed line across, or a dot: what a threshold does. */
export type Mark = { x: number; label: string } | { x: number; y: number; label: string }

/** Curves or bars over two axes. */
export interface XyChart {
  kind: 'xy'
  title: string
  x: Axis
  y: Axis
  series: readonly Series[]
  marks: readonly Mark[]
}

/** Rows of shares that add up to at most 1. */
export interface ShareChart {
  kind: 'shares'
  title: string
  parts: readonly { name: string; colour: string }[]
  /** One share 0–1 for each part, in their order. */
  rows: readonly { name: string; shares: readonly number[]; note: string }[]
}

export type Chart = XyChart | ShareChart
