/**
 * Orthonormal columns that span what `columns` add to `basis` (Gram–Schmidt, done twice against
 * rounding). A column that adds nothing, less than a millionth of its length, is left out.
 */
export function orthonormal(
  columns: readonly Float64Array[],
  basis: readonly Float64Array[] = [],
): Float64Array[] {
  const span = [...basis]
  for (const column of columns) {
    const rest = projectOut(span, column)
    takeOff(span, rest)
    const length = Math.sqrt(dot(rest, rest))
    if (length <= 1e-6 * Math.sqrt(dot(column, column))) continue
    for (let at = 0; at < rest.length; at++) rest[at]! /= length
    span.push(rest)
  }
  return span.slice(basis.length)
}

/** What of a column no combination of the orthonormal basis gives: the residuals of a fit. */
export function projectOut(basis: readonly Float64Array[], column: Float64Array): Float64Array {
  const rest = column.slice()
  takeOff(basis, rest)
  return rest
}

function takeOff(basis: readonly Float64Array[], rest: Float64Array): void {
  const count = rest.length
  for (const unit of basis) {
    let share = 0
    for (let at = 0; at < count; at++) share += unit[at]! * rest[at]!
    for (let at = 0; at < count; at++) rest[at] = rest[at]! - share * unit[at]!
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
