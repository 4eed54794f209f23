/** One entry of a TensorFlow.js weights manifest. */
export interface WeightEntry {
  name: string
  shape: number[]
  dtype: string
  quantization?: { dtype: string; scale?: number; min?: number }
}

/** A decoded tensor; integers keep their own array type. */
export interface Weight {
  shape: readonly number[]
  data: Float32Array | Int32Array
}

/**
 * Decodes the tensors that lie one after the other in a TensorFlow.js weight file: float32, int32,
 * float16 (IEEE half words) and uint8 with `value = q * scale + min`, computed in doubles and then
 * rounded to single, exactly as TensorFlow.js does it (tfjs-core `io_utils.decodeWeights`).
 * Throws when the entries do not fill the file to the byte.
 */
export function decodeWeights(
  entries: readonly WeightEntry[],
  file: Uint8Array,
): Map<string, Weight> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const weights = new Map<string, Weight>()
  let offset = 0
  for (const entry of entries) {
    const count = entry.shape.reduce((product, size) => product * size, 1)
    const { data, sizeBytes } = decodeTensor(entry, view, offset, count)
    weights.set(entry.name, { shape: entry.shape, data })
    offset += sizeBytes
  }
  if (offset !== file.byteLength) {
    throw new RangeError(`weight file has ${file.byteLength} bytes, its manifest names ${offset}`)
  }
  return weights
}

function decodeTensor(entry: WeightEntry, view: DataView, offset: number, count: number) {
  const stored = entry.quantization?.dtype ?? entry.dtype
  const floats = (sizeBytes: number, read: (at: number) => number) => ({
    data: Float32Array.from({ length: count }, (_, i) => read(offset + i * sizeBytes)),
    sizeBytes: count * sizeBytes,
  })
  switch (stored) {
    case 'float32':
      return floats(4, at => view.getFloat32(at, true))
    case 'float16':
      return floats(2, at => halfToNumber(view.getUint16(at, true)))
    case 'uint8': {
      const { scale, min } = entry.quantization ?? {}
      if (scale === undefined || min === undefined) break
      return floats(1, at => view.getUint8(at) * scale + min)
    }
    case 'int32':
      return {
        data: Int32Array.from({ length: count }, (_, i) => view.getInt32(offset + i * 4, true)),
        sizeBytes: count * 4,
      }
    default:
  }
  throw new TypeError(`weight ${entry.name} is stored as ${stored}, which is not supported`)
}

// IEEE 754 binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits. Every half is exact in a
// double, and the scaling by powers of two is exact too.
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return (sign * fraction) / 16777216
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  const significand = sign * (1024 + fraction)
  return exponent >= 25
    ? significand * (1 << (exponent - 25))
    : significand / (1 << (25 - exponent))
}
