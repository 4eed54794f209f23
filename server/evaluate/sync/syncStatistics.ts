import { comparisonStatistics } from '../comparisonStatistics.ts'

/** Error rates of lips against voices; all shares 0–1. */
export interface SyncStatistics {
  /** Lips with their own sound, and with another clip's. */
  genuinePairs: number
  impostorPairs: number
  eer: number
  /** Probability that an own sound goes together better than another's, ties half. */
  auc: number
  /** At correlations to choose from: own sounds refused, others accepted. */
  table: { correlation: number; frr: number; far: number }[]
  /** At the limit of the service. */
  atThreshold: { correlation: number; frr: number; far: number }
}

/** Correlations of the table. */
const choices = Array.from({ length: 13 }, (_, i) => (i + 4) / 20)

/** Correlations of both kinds of pairs → error rates. Neither list may be empty. */
export function syncStatistics(
  genuine: readonly number[],
  impostor: readonly number[],
  threshold: number,
): SyncStatistics {
  // There the smaller value accepts.
  const distances = (correlations: readonly number[]) => correlations.map(value => -value)
  const { genuinePairs, impostorPairs, eer } = comparisonStatistics(
    distances(genuine),
    distances(impostor),
  )
  const rates = (correlation: number) => ({
    correlation,
    frr: shareOf(genuine, value => value < correlation),
    far: shareOf(impostor, value => value >= correlation),
  })
  let won = 0
  for (const own of genuine)
    for (const other of impostor) won += own > other ? 1 : own === other ? 0.5 : 0
  return {
    genuinePairs,
    impostorPairs,
    eer,
    auc: won / (genuinePairs * impostorPairs),
    table: choices.map(rates),
    atThreshold: rates(threshold),
  }
}

function shareOf(values: readonly number[], counts: (value: number) => boolean): number {
  return values.filter(counts).length / values.length
}
