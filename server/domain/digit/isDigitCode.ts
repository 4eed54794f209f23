/**
 * Codes whose digits sound apart (liveness.md §2.3): four different ones, not both 1 and 7, not both
 * 6 and 9, and at most one of the single sounds 1, 2, 5. 2,424 of 10,000.
 */
export function isDigitCode(code: string): boolean {
  if (!/^\d{4}$/.test(code) || new Set(code).size < 4) return false
  const hasBoth = (one: string, other: string) => code.includes(one) && code.includes(other)
  const singles = ['1', '2', '5'].filter(digit => code.includes(digit))
  return !hasBoth('1', '7') && !hasBoth('6', '9') && singles.length <= 1
}
