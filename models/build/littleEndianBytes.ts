import { endianness } from 'node:os'

/**
 * The bytes of a typed array in little-endian order, as ONNX `raw_data` wants them on every
 * platform. The result never shares memory with the argument on a big-endian machine.
 */
export function littleEndianBytes(data: Float32Array | BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (endianness() === 'LE') return bytes
  const swapped = Buffer.from(bytes)
  return data.BYTES_PER_ELEMENT === 4 ? swapped.swap32() : swapped.swap64()
}
