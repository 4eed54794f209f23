import type { Axis } from './chart.ts'

/**
 * Where an axis is marked, and with what: some six round numbers, or full decades, the first of which
 * also stands for all that is less.
 */
export function ticksOf({ scale, from, to }: Axis): { at: number; label: string }[] {
  if (scale === 'log') {
    const first = Math.ceil(Math.log10(from) - 1e-9)
    const last = Math.floor(Math.log10(to) + 1e-9)
    return Array.from({ length: last - first + 1 }, (_, i) => {
      const at = 10 ** (first + i)
      return { at, label: i === 0 ? `≤ ${percentOf(at)}` : percentOf(at) }
    })
  }
  const rough = (to - from) / 6
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(n => n * magnitude).find(size => size >= rough * 0.999) ?? rough
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = (first + i) * step
    return { at, label: at.toFixed(digits).replace(/^-(?=0(\.0*)?$)/, '') }
  })
}

/** Logarithmic axes show rates. */
function percentOf(rate: number): string {
  return `${Number((100 * rate).toPrecision(3))} %`
}
