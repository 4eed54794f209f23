/** A candidate face: box and key points in one coordinate system. */
export interface Candidate {
  /** left, top, width, height. */
  box: readonly [number, number, number, number]
  /** 0–1. */
  confidence: number
  /** x, y of right eye, left eye, nose tip, mouth, right ear, left ear (the person's sides). */
  keypoints: readonly number[]
}

/**
 * Non-maximum suppression that blends instead of dropping (BlazeFace paper, §3.4): candidates that
 * overlap the strongest one by more than `maxOverlap` (intersection over union) are averaged
 * with it, weighted by confidence; the strongest confidence is kept. Strongest first.
 */
export function suppressBoxes(candidates: readonly Candidate[], maxOverlap: number): Candidate[] {
  let rest = candidates.toSorted((one, other) => other.confidence - one.confidence)
  const kept: Candidate[] = []
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const top = first
    const group = rest.filter(each => each === top || overlapOf(each.box, top.box) > maxOverlap)
    rest = rest.filter(each => !group.includes(each))
    kept.push(blend(top.confidence, group))
  }
  return kept
}

function overlapOf(one: Candidate['box'], other: Candidate['box']): number {
  const width = Math.min(one[0] + one[2], other[0] + other[2]) - Math.max(one[0], other[0])
  const height = Math.min(one[1] + one[3], other[1] + other[3]) - Math.max(one[1], other[1])
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (one[2] * one[3] + other[2] * other[3] - shared)
}

function blend(confidence: number, group: readonly Candidate[]): Candidate {
  const total = group.reduce((sum, each) => sum + each.confidence, 0)
  const mean = (pick: (each: Candidate) => number) =>
    group.reduce((sum, each) => sum + each.confidence * pick(each), 0) / total
  const side = (i: 0 | 1 | 2 | 3) => mean(each => each.box[i])
  return {
    box: [side(0), side(1), side(2), side(3)],
    confidence,
    keypoints: (group[0]?.keypoints ?? []).map((_, i) => mean(each => each.keypoints[i] ?? 0)),
  }
}
