/** Scores of right codes and of wrong ones. */
export interface CodeScores {
  genuine: number[]
  /** Codes with one digit replaced. */
  oneWrong: number[]
  /** Codes drawn at random. */
  random: number[]
}

/** What passes at a threshold that refuses a given share of right codes. */
export interface OperatingPoint {
  /** Aimed at, over the strings that set the threshold. */
  frr: number
  threshold: number
  /** Share of wrong codes that pass, 0–1. */
  oneWrongAccepted: number
  randomAccepted: number
}

export const reportedFrrs = [0.05, 0.1]

/** The thresholds of one set of strings and what passes there. Empty when there is no string. */
export function operatingPoints(scores: CodeScores): OperatingPoint[] {
  if (scores.genuine.length === 0) return []
  return reportedFrrs.map(frr => {
    const threshold = thresholdAt(scores.genuine, frr)
    return Object.assign({ frr, threshold }, acceptedAt(scores, threshold))
  })
}

/** Shares of wrong codes with a score of at least `threshold`. */
export function acceptedAt({ oneWrong, random }: CodeScores, threshold: number) {
  return {
    oneWrongAccepted: shareFrom(oneWrong, threshold),
    randomAccepted: shareFrom(random, threshold),
  }
}

/** Share of `scores` that are at least `threshold`; 0 of none. */
export function shareFrom(scores: readonly number[], threshold: number): number {
  return scores.filter(score => score >= threshold).length / Math.max(1, scores.length)
}

/** The highest threshold that refuses at most `frr` of the genuine scores. */
function thresholdAt(genuine: readonly number[], frr: number): number {
  const sorted = genuine.toSorted((a, b) => a - b)
  return sorted[Math.floor(frr * sorted.length + 1e-9)] ?? Infinity
}
