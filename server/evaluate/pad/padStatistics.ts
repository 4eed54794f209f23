/** What the system made of one presentation. */
export interface PadResult {
  /** Null: bona fide. */
  species: string | null
  /** 0 (attack) to 1 (bona fide); null: no response, for want of a readable picture or a face. */
  score: number | null
  /** True when it was taken for bona fide, score and own signals together. */
  accepted: boolean
  /** True when the own signals alone would have refused it. */
  refusedBySignals: boolean
}

/** One species of attack instruments. */
export interface SpeciesRow {
  species: string
  presentations: number
  /** Share 0–1 of them without a response. */
  apnrr: number
  accepted: number
  /** Share 0–1 of those with a response that were taken for bona fide; null without any. */
  apcer: number | null
}

/** Error rates in the terms of ISO/IEC 30107-3; all shares 0–1. */
export interface PadStatistics {
  bonafide: { presentations: number; bpnrr: number; refused: number; bpcer: number | null }
  species: SpeciesRow[]
  /** The species that is accepted most: APCER is never a mean over species. */
  worst: { species: string; apcer: number } | null
  /** How many with a response the own signals alone would refuse. */
  refusedBySignals: { bonafide: number; attack: number }
  /** Of the score alone: probability that a bona fide one lies above an attack, ties half. */
  auc: number | null
  /** Of the score alone, attacks of all species together. */
  eer: { rate: number; threshold: number } | null
  /** Of the score alone: what other thresholds would do; APCER of the species that is worst there. */
  curve: { threshold: number; bpcer: number; apcer: number }[]
}

/** Thresholds of the curve. */
const curveThresholds = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)

/** Results of all presentations → error rates. */
export function padStatistics(results: readonly PadResult[]): PadStatistics {
  const bonafide = results.filter(({ species }) => species === null)
  const attacks = results.filter(({ species }) => species !== null)
  const names = [...new Set(attacks.flatMap(({ species }) => species ?? []))].toSorted()
  const groups = names.map(name => attacks.filter(({ species }) => species === name))
  const rows = groups.map((group, index): SpeciesRow => {
    const { share, count } = portion(responded(group), result => result.accepted)
    return {
      species: names[index] ?? '',
      presentations: group.length,
      apnrr: silentShare(group),
      accepted: count,
      apcer: share,
    }
  })
  const refused = portion(responded(bonafide), result => !result.accepted)
  const genuine = scoresOf(bonafide)
  const fake = groups.map(scoresOf)
  const all = fake.flat()
  const bothSides = genuine.length > 0 && all.length > 0
  return {
    bonafide: {
      presentations: bonafide.length,
      bpnrr: silentShare(bonafide),
      refused: refused.count,
      bpcer: refused.share,
    },
    species: rows,
    worst: worstOf(rows),
    refusedBySignals: {
      bonafide: responded(bonafide).filter(result => result.refusedBySignals).length,
      attack: responded(attacks).filter(result => result.refusedBySignals).length,
    },
    auc: bothSides ? areaUnderCurve(genuine, all) : null,
    eer: bothSides ? equalErrorRate(genuine, all) : null,
    curve: bothSides
      ? curveThresholds.map(threshold => ({
          threshold,
          bpcer: shareBelow(genuine, threshold),
          apcer: Math.max(
            ...fake.filter(scores => scores.length > 0).map(scores => shareFrom(scores, threshold)),
          ),
        }))
      : [],
  }
}

function worstOf(rows: readonly SpeciesRow[]): PadStatistics['worst'] {
  let worst: PadStatistics['worst'] = null
  for (const { species, apcer } of rows)
    if (apcer !== null && (worst === null || apcer > worst.apcer)) worst = { species, apcer }
  return worst
}

function responded(results: readonly PadResult[]): PadResult[] {
  return results.filter(({ score }) => score !== null)
}

function silentShare(results: readonly PadResult[]): number {
  return results.length === 0 ? 0 : (results.length - responded(results).length) / results.length
}

function portion(results: readonly PadResult[], counts: (result: PadResult) => boolean) {
  const count = results.filter(counts).length
  return { count, share: results.length === 0 ? null : count / results.length }
}

function scoresOf(results: readonly PadResult[]): number[] {
  return results.flatMap(({ score }) => (score === null ? [] : [score]))
}

function shareBelow(scores: readonly number[], threshold: number): number {
  return scores.filter(score => score < threshold).length / scores.length
}

function shareFrom(scores: readonly number[], threshold: number): number {
  return scores.filter(score => score >= threshold).length / scores.length
}

function areaUnderCurve(genuine: readonly number[], fake: readonly number[]): number {
  let won = 0
  for (const real of genuine)
    for (const other of fake) won += real > other ? 1 : real === other ? 0.5 : 0
  return won / (genuine.length * fake.length)
}

/** Where both errors are closest, over every score that occurs. */
function equalErrorRate(genuine: readonly number[], fake: readonly number[]) {
  let best = { gap: Infinity, rate: 1, threshold: 0 }
  for (const threshold of [...genuine, ...fake]) {
    const bpcer = shareBelow(genuine, threshold)
    const apcer = shareFrom(fake, threshold)
    const gap = Math.abs(bpcer - apcer)
    if (gap < best.gap) best = { gap, rate: (bpcer + apcer) / 2, threshold }
  }
  return { rate: best.rate, threshold: best.threshold }
}
