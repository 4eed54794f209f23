/** The places that a model which looks at pictures can take. */
export const imageSlotNames = [
  'detector',
  'detectorSmallFaces',
  'landmarks',
  'embedding',
  'pad',
] as const

/** The places that a model which listens can take. */
export const soundSlotNames = ['digits', 'digitsAcoustic'] as const

/** All places, in the order in which they are listed. */
export const slotNames = [
  'detector',
  'detectorSmallFaces',
  'landmarks',
  'embedding',
  'digits',
  'digitsAcoustic',
  'pad',
] as const

export type ImageSlotName = (typeof imageSlotNames)[number]
export type SoundSlotName = (typeof soundSlotNames)[number]
export type SlotName = (typeof slotNames)[number]
