import type { PhotoAnalysis } from '../face.ts'
import type { LightFace } from '../lightFrame.ts'

/** How far the two measures of one face's size may lie apart, as a factor. */
const maxSizeFactor = 1.5

/**
 * What a look at a frame found, without the embedding when it is another face's than the one that was followed
 * through the capture: further faces are counted in some frames only, and the larger one is recognised.
 *
 * @param followed in the same picture; null when none was
 */
export function ofFollowedFace(analysis: PhotoAnalysis, followed: LightFace | null): PhotoAnalysis {
  if (!analysis.ok || !analysis.embedding) return analysis
  const [recognised] = analysis.faces
  if (recognised && followed && isSame(recognised, followed)) return analysis
  return { ...analysis, embedding: null }
}

type Recognised = Extract<PhotoAnalysis, { ok: true }>['faces'][number]

/** One lies over the other, and is about as large. */
function isSame({ box, interOcularPx }: Recognised, followed: LightFace): boolean {
  const [left, top, width, height] = box
  const [x, y] = followed.centre
  const isOver = x >= left && x <= left + width && y >= top && y <= top + height
  const factor = interOcularPx / followed.interOcularPx
  return isOver && factor <= maxSizeFactor && factor >= 1 / maxSizeFactor
}
