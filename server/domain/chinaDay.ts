/** China keeps UTC+8 all year (no summer time since 1991). */
const offsetMs = 8 * 3_600_000

/** The day `YYYY-MM-DD` in Asia/Shanghai at `now`, epoch ms: limits start again with it (design.md §8). */
export function chinaDay(now: number): string {
  return new Date(now + offsetMs).toISOString().slice(0, 10)
}
