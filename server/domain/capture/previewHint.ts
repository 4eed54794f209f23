import type { Hint } from '../../protocol/hints.ts'
import type { LightFace, LightFrame } from '../lightFrame.ts'

/** When a preview frame is good enough to start; shares are of the frame's shorter side. */
export const previewLimits = {
  /** liveness.md §1.5 step 1 asks 40 px of the judged frames. */
  minInterOcularPx: 44,
  /** The reflection falls with the square of the distance: an arm's length. */
  minInterOcularShare: 0.15,
  /** The whole face must stay inside. */
  maxInterOcularShare: 0.42,
  /** Of the point between the eyes from the middle, to either side. */
  maxOffCentreX: 0.2,
  /** Up or down; the eyes sit above the middle of a face. */
  maxOffCentreY: 0.3,
  /** liveness.md §1.5 step 1 refuses 15 in the performance. */
  maxYawDeg: 13,
  maxPitchDeg: 13,
  maxRollDeg: 20,
  /** liveness.md §1.5 step 1: .15 of the inter-ocular distance between neighbouring frames. */
  maxMotionShare: 0.15,
  /** Mean luminance of the skin, 0–255 (domain/quality.ts refuses 40 and 232 of stills). */
  minLuminance: 48,
  maxLuminance: 225,
  /** Good frames in a row before the challenge, over at least `minGoodMs`. */
  minGoodFrames: 3,
  minGoodMs: 300,
  /** A longer silence begins the row anew; a busy server looks at few frames of a preview. */
  maxGapMs: 1_500,
  /** Frames further apart than this say nothing about motion. */
  neighbourMs: 300,
} as const

/** The run of good frames so far; begin with `emptyPreview`. */
export interface Preview {
  last: LightFrame | null
  hint: Hint
  goodFrames: number
  goodSinceMs: number
}

export const emptyPreview: Preview = { last: null, hint: 'noFace', goodFrames: 0, goodSinceMs: 0 }

/** Takes the next frame in. */
export function addPreviewFrame(before: Preview, frame: LightFrame): Preview {
  const isFresh =
    before.last !== null && frame.timeMs - before.last.timeMs <= previewLimits.maxGapMs
  const isNeighbour =
    before.last !== null && frame.timeMs - before.last.timeMs <= previewLimits.neighbourMs
  const hint = hintOf(frame, isNeighbour ? before.last : null)
  if (hint !== 'good') return { last: frame, hint, goodFrames: 0, goodSinceMs: 0 }
  const goesOn = isFresh && before.goodFrames > 0
  return {
    last: frame,
    hint,
    goodFrames: goesOn ? before.goodFrames + 1 : 1,
    goodSinceMs: goesOn ? before.goodSinceMs : frame.timeMs,
  }
}

/** May the challenge start? */
export function isPreviewGood({ last, goodFrames, goodSinceMs }: Preview): boolean {
  return (
    last !== null &&
    goodFrames >= previewLimits.minGoodFrames &&
    last.timeMs - goodSinceMs >= previewLimits.minGoodMs
  )
}

/** The first thing to do, most important first. */
function hintOf(frame: LightFrame, before: LightFrame | null): Hint {
  const { face } = frame
  if (frame.faceCount === 0 || !face) return 'noFace'
  if (frame.faceCount > 1) return 'onePerson'
  const sidePx = Math.min(frame.widthPx, frame.heightPx)
  const share = face.interOcularPx / sidePx
  const limits = previewLimits
  if (face.interOcularPx < limits.minInterOcularPx || share < limits.minInterOcularShare) {
    return 'closer'
  }
  if (share > limits.maxInterOcularShare) return 'further'
  if (isOffCentre(face, frame, sidePx)) return 'centre'
  if (
    Math.abs(face.yawDeg) > limits.maxYawDeg ||
    Math.abs(face.pitchDeg) > limits.maxPitchDeg ||
    Math.abs(face.rollDeg) > limits.maxRollDeg
  ) {
    return 'faceScreen'
  }
  if (face.luminance < limits.minLuminance) return 'brighter'
  if (face.luminance > limits.maxLuminance) return 'darker'
  // Skin that cannot be seen although the light is right lies under a mask, hair or hands.
  if (!face.skin) return 'uncover'
  if (before?.face && motionShare(before.face, face) > limits.maxMotionShare) return 'still'
  return 'good'
}

function isOffCentre(face: LightFace, frame: LightFrame, sidePx: number): boolean {
  const offX = Math.abs(face.centre[0] - frame.widthPx / 2) / sidePx
  const offY = Math.abs(face.centre[1] - frame.heightPx / 2) / sidePx
  return offX > previewLimits.maxOffCentreX || offY > previewLimits.maxOffCentreY
}

/** Way of the point between the eyes, in inter-ocular distances. */
function motionShare(one: LightFace, other: LightFace): number {
  const wayPx = Math.hypot(one.centre[0] - other.centre[0], one.centre[1] - other.centre[1])
  return wayPx / other.interOcularPx
}
