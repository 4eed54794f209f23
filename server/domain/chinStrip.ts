/**
 * The strip of skin down the middle of the lower face in which a jaw is seen to move, in distances of
 * the pupils from the point between them, level with the eyes: it is laid on the eyes alone, so that
 * what the mesh makes of the lips says nothing about where the chin is.
 */
export const chinStrip = {
  /** From under the nose to the throat. */
  fromY: 1.15,
  toY: 2.7,
  /** Half its width. */
  halfWidth: 0.3,
  step: 0.025,
} as const

/** Values of a strip, from above. */
export const chinRows = Math.round((chinStrip.toY - chinStrip.fromY) / chinStrip.step) + 1
