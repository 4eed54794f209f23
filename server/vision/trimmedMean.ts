import type { Rgb } from '../domain/lightFrame.ts'
import { linearLight } from './linearLight.ts'

/** Shares of the darkest and brightest pixels that are left out (liveness.md §1.5 step 2). */
const trim = { low: 0.1, high: 0.9 } as const

/**
 * Collects sRGB pixels and gives the mean linear light of those between the 10 % and 90 % points of
 * luma; in one pass, with sums per luma value instead of a sort.
 */
export function createTrimmedMean() {
  const counts = new Uint32Array(256)
  const sums = new Float64Array(256 * 3)
  let total = 0
  return {
    add(red: number, green: number, blue: number): void {
      const luma = (red * 77 + green * 150 + blue * 29) >> 8
      counts[luma] = (counts[luma] ?? 0) + 1
      const at = 3 * luma
      sums[at] = (sums[at] ?? 0) + (linearLight[red] ?? 0)
      sums[at + 1] = (sums[at + 1] ?? 0) + (linearLight[green] ?? 0)
      sums[at + 2] = (sums[at + 2] ?? 0) + (linearLight[blue] ?? 0)
      total++
    },
    count: () => total,
    /** Null when nothing was added. */
    mean(): Rgb | null {
      if (total === 0) return null
      const from = trim.low * total
      const to = trim.high * total
      let seen = 0
      let kept = 0
      let [red, green, blue] = [0, 0, 0]
      for (let luma = 0; luma < 256; luma++) {
        const count = counts[luma] ?? 0
        if (count === 0) continue
        // Luma values on the border count with the share of theirs that lies inside.
        const inside = Math.max(0, Math.min(seen + count, to) - Math.max(seen, from))
        seen += count
        if (inside === 0) continue
        const share = inside / count
        kept += inside
        red += share * (sums[3 * luma] ?? 0)
        green += share * (sums[3 * luma + 1] ?? 0)
        blue += share * (sums[3 * luma + 2] ?? 0)
      }
      return [red / kept, green / kept, blue / kept]
    },
  }
}
