/** A square picture for model tests: interleaved RGB (NHWC), values 0–1. */
export interface TestImage {
  name: string
  data: Float32Array
}

/**
 * Pictures that exercise a network's borders, ranges and middle: flat black and white, a slanted
 * gradient, a chessboard, noise from a fixed seed, and an oval with eyes and mouth, clear and faint.
 */
export function testImages(sizePx: number): TestImage[] {
  const random = createRandom(20260101)
  const paint = (name: string, colourOf: (x: number, y: number, channel: number) => number) => {
    const data = new Float32Array(sizePx * sizePx * 3)
    for (let y = 0; y < sizePx; y++) {
      for (let x = 0; x < sizePx; x++) {
        for (let channel = 0; channel < 3; channel++) {
          data[(y * sizePx + x) * 3 + channel] = colourOf(x / sizePx, y / sizePx, channel)
        }
      }
    }
    return { name, data }
  }
  const inOval = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
  const drawnFace = (x: number, y: number, channel: number) => {
    const isDark =
      inOval(x, y, 0.38, 0.42, 0.06, 0.03) ||
      inOval(x, y, 0.62, 0.42, 0.06, 0.03) ||
      inOval(x, y, 0.5, 0.68, 0.1, 0.03)
    if (isDark) return 0.15
    const skin = [0.85, 0.65, 0.55][channel] ?? 0
    if (inOval(x, y, 0.5, 0.55, 0.05, 0.02)) return skin * 0.7
    return inOval(x, y, 0.5, 0.52, 0.28, 0.38) ? skin : 0.3 + 0.2 * y
  }
  const softNoise = paint(
    'soft noise',
    (x, y) => 0.5 + 0.3 * Math.sin(9 * x) * Math.cos(7 * y) + 0.2 * random(),
  )
  const face = paint('drawn face', drawnFace)
  return [
    paint('black', () => 0),
    paint('white', () => 1),
    paint('gradient', (x, y, channel) => (x * (channel + 1) + y * (3 - channel)) / 6),
    paint('chessboard', (x, y) => (Math.floor(x * 16) + Math.floor(y * 16)) % 2),
    paint('noise', () => random()),
    softNoise,
    // The mesh gives it a flag in the middle of 0–1, where a wrong sigmoid input shows most.
    { name: 'faint face', data: mix(face.data, softNoise.data, 0.13) },
    face,
  ]
}

/** The same picture planar (NCHW), mapped from 0–1 onto `low`–`high`. */
export function toPlanar(data: Float32Array, low: number, high: number): Float32Array {
  const pixels = data.length / 3
  return Float32Array.from({ length: data.length }, (_, i) =>
    toRange(data[(i % pixels) * 3 + Math.floor(i / pixels)] ?? 0, low, high),
  )
}

/** The same picture interleaved (NHWC), mapped from 0–1 onto `low`–`high`. */
export function toInterleaved(data: Float32Array, low: number, high: number): Float32Array {
  return data.map(value => toRange(value, low, high))
}

const mix = (a: Float32Array, b: Float32Array, share: number) =>
  a.map((value, i) => share * value + (1 - share) * (b[i] ?? 0))

const toRange = (value: number, low: number, high: number) =>
  Math.fround(low + value * (high - low))

// mulberry32: a small seeded generator, so that every run sees the same noise.
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
