/** Error rates of a 1:1 comparison over labelled pairs (ISO/IEC 19795-1 terms). */
export interface ComparisonStatistics {
  genuinePairs: number
  impostorPairs: number
  /** Best share of right decisions over all thresholds, 0–1, and the distance it is reached at. */
  accuracy: number
  accuracyDistance: number
  /** Equal error rate, 0–1. */
  eer: number
  /** Per false match rate: the largest distance that keeps it, and the genuine pairs accepted there. */
  operatingPoints: { fmr: number; distance: number; tar: number }[]
}

/** False match rates that are reported when the pairs can show them (at least one error allowed). */
const reportedFmrs = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]

/** Distances of genuine (same person) and impostor pairs → error rates. Both lists must not be empty. */
export function comparisonStatistics(
  genuineDistances: readonly number[],
  impostorDistances: readonly number[],
): ComparisonStatistics {
  const genuine = Float64Array.from(genuineDistances).toSorted()
  const impostor = Float64Array.from(impostorDistances).toSorted()
  if (genuine.length === 0 || impostor.length === 0) {
    throw new RangeError('needs at least one genuine and one impostor pair')
  }
  const total = genuine.length + impostor.length
  let best = { accuracy: 0, distance: 0 }
  let eer = { gap: Infinity, rate: 1 }
  for (const distance of [...genuine, ...impostor]) {
    const accepted = countUpTo(genuine, distance)
    const falseMatches = countUpTo(impostor, distance)
    const accuracy = (accepted + impostor.length - falseMatches) / total
    if (accuracy > best.accuracy) best = { accuracy, distance }
    const fmr = falseMatches / impostor.length
    const fnmr = 1 - accepted / genuine.length
    const gap = Math.abs(fmr - fnmr)
    if (gap < eer.gap) eer = { gap, rate: (fmr + fnmr) / 2 }
  }
  return {
    genuinePairs: genuine.length,
    impostorPairs: impostor.length,
    accuracy: best.accuracy,
    accuracyDistance: best.distance,
    eer: eer.rate,
    operatingPoints: reportedFmrs
      .filter(fmr => fmr * impostor.length >= 1)
      .map(fmr => operatingPoint(genuine, impostor, fmr)),
  }
}

function operatingPoint(genuine: Float64Array, impostor: Float64Array, fmr: number) {
  const allowed = Math.floor(fmr * impostor.length + 1e-9)
  // Accepting is "distance ≤ threshold": stay just under the first impostor that would be too many.
  const firstRefused = impostor[Math.min(allowed, impostor.length - 1)]!
  const distance = allowed >= impostor.length ? firstRefused : below(firstRefused)
  return { fmr, distance, tar: countUpTo(genuine, distance) / genuine.length }
}

function below(value: number): number {
  return value - Math.max(Math.abs(value), 1e-300) * 2 ** -52
}

/** How many values of a sorted list are ≤ limit. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
