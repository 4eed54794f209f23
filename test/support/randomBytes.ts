import { seededRandom } from './seededRandom.ts'

/** A source of bytes from a seed, in the shape that generators of challenges ask for. */
export function randomBytes(seed: number): (sizeBytes: number) => Uint8Array {
  const random = seededRandom(seed)
  return sizeBytes => Uint8Array.from({ length: sizeBytes }, () => Math.floor(random() * 256))
}
