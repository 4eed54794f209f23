/** One thing to do for the person before the camera (sent live, shown at least 800 ms each). */
export const hints = [
  'noFace',
  'onePerson',
  'closer',
  'further',
  'centre',
  'faceScreen',
  'still',
  'darker',
  'brighter',
  'uncover',
  'good',
] as const

export type Hint = (typeof hints)[number]
