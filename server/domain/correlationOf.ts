/** Pearson's; NaN where one side does not change. */
export function correlationOf(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanOne, meanOther] = [mean(one), mean(other)]
  let [both, ones, others] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    const [x, y] = [one[at]! - meanOne, other[at]! - meanOther]
    both += x * y
    ones += x * x
    others += y * y
  }
  return ones > 0 && others > 0 ? both / Math.sqrt(ones * others) : NaN
}
