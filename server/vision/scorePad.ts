import type { FaceMeasurement } from '../domain/face.ts'
import type { PadModel } from './modelRegistry.ts'
import { readScore } from './readScore.ts'
import { resizeInto } from './resizeInto.ts'
import type { RgbImage } from './rgbImage.ts'
import { scaledBox } from './scaledBox.ts'

/**
 * Passive presentation attack detection on one picture: the mean over the slot's networks, 0 (attack)
 * to 1 (bona fide). Each network sees the face with as much of its surroundings as its crop says.
 * Throws when a network does not keep to its entry.
 */
export async function scorePad(
  image: RgbImage,
  { box }: Pick<FaceMeasurement, 'box'>,
  { nets }: PadModel,
): Promise<number> {
  let sum = 0
  for (const { model, input, width, height, crop, score } of nets) {
    const cut = scaledBox(box, crop, image)
    if (!cut) throw new Error('the face has no area')
    const data = resizeInto(image, cut, { ...input, width, height })
    const dims = input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3]
    const value = readScore(await model.run({ data, dims }), score)
    if (value === null) throw new Error('a network of slot pad gives no score from 0 to 1')
    sum += value
  }
  return sum / nets.length
}
