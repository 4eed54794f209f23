import sharp from 'sharp'
import { renderPhoto } from '../../server/demo/renderPhoto.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { buildHead, type Head } from '../../server/phone/render/head.ts'

const heads = new Map<number, Head>()
const photos = new Map<string, Promise<Buffer>>()

/** A JPEG of one of the four rendered people (0–3), made once per test run. */
export function photoOf(face: number, variation: number): Promise<Buffer> {
  const seed = peopleSeeds[face]
  if (seed === undefined) throw new RangeError(`there is no rendered person ${face}`)
  const head = heads.get(face) ?? buildHead(seed)
  heads.set(face, head)
  const key = `${face}-${variation}`
  const photo = photos.get(key) ?? renderPhoto(head, variation)
  photos.set(key, photo)
  return photo
}

/** The same, narrower. */
export async function smallPhotoOf(face: number, widthPx: number): Promise<Buffer> {
  return sharp(await photoOf(face, 0))
    .resize(widthPx)
    .jpeg()
    .toBuffer()
}
