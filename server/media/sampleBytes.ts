const sampleSize = Float32Array.BYTES_PER_ELEMENT

/** How many bytes so many samples take. */
export const bytesOfSamples = (count: number): number => count * sampleSize

/** Samples as float32, little-endian. */
export function writeSamples(pcm: Float32Array): Uint8Array {
  const bytes = new Uint8Array(bytesOfSamples(pcm.length))
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < pcm.length; i += 1) view.setFloat32(i * sampleSize, pcm[i]!, true)
  return bytes
}

/** @throws RangeError when there are fewer */
export function readSamples(bytes: Uint8Array, count: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * sampleSize, true))
}
