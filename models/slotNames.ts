/** The places that a model can take. */
export const slotNames = [
  'detector',
  'detectorSmallFaces',
  'landmarks',
  'embedding',
  'digits',
  'pad',
] as const

export type SlotName = (typeof slotNames)[number]
