import type { Mark, XyChart } from './chart.ts'

/** Scores of those who should pass, and of those who should not; the higher passes. */
export interface ErrorCurve {
  name: string
  colour: string
  genuine: readonly number[]
  impostor: readonly number[]
}

/** No axis goes lower: it would show what nobody's data can. */
const lowestDecade = -6

/**
 * Detection error trade-off: false rejects over false accepts at every threshold, both logarithmic
 * (ISO/IEC 19795-1). The axes end below one error in what was tried; no error is drawn at their end.
 */
export function errorCurveChart(options: {
  title: string
  accepts: string
  rejects: string
  curves: readonly ErrorCurve[]
  marks: readonly Mark[]
}): XyChart {
  const curves = options.curves.filter(
    ({ genuine, impostor }) => genuine.length > 0 && impostor.length > 0,
  )
  const series = curves.map(({ name, colour, genuine, impostor }) => ({
    name,
    colour,
    shape: 'line' as const,
    points: errorCurve(genuine, impostor),
  }))
  return {
    kind: 'xy',
    title: options.title,
    x: axis(options.accepts, Math.max(1, ...curves.map(({ impostor }) => impostor.length))),
    y: axis(options.rejects, Math.max(1, ...curves.map(({ genuine }) => genuine.length))),
    series,
    marks: options.marks,
  }
}

function axis(label: string, tried: number) {
  const decade = Math.max(lowestDecade, Math.floor(-Math.log10(tried) - 1e-9))
  return { label, scale: 'log' as const, from: 10 ** Math.min(decade, -1), to: 1 }
}

/** [share of impostors that pass, share of genuine ones that do not], thresholds rising. */
function errorCurve(
  genuineScores: readonly number[],
  impostorScores: readonly number[],
): [number, number][] {
  // Typed arrays sort −∞ where it belongs: b − a of two of them is not a number.
  const genuine = Float64Array.from(genuineScores).toSorted()
  const impostor = Float64Array.from(impostorScores).toSorted()
  const thresholds = Float64Array.from(new Set([...genuine, ...impostor])).toSorted()
  let [below, passed] = [0, 0]
  const points = Array.from(thresholds, (threshold): [number, number] => {
    while (below < genuine.length && genuine[below]! < threshold) below++
    while (passed < impostor.length && impostor[passed]! < threshold) passed++
    return [1 - passed / impostor.length, below / genuine.length]
  })
  points.push([0, 1])
  return points.filter(([x, y], index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    const isInside = before?.[0] === x && after?.[0] === x
    return !isInside && !(before?.[1] === y && after?.[1] === y)
  })
}
