/**
 * A recording played faster or slower: pitch, throat and tempo change together, as between two people
 * or two moods. Cubic interpolation (Catmull and Rom); for factors near 1.
 *
 * @param factor > 1 = higher and shorter
 */
export function atPitch(pcm: Float32Array, factor: number): Float32Array {
  const at = (index: number): number => pcm[index] ?? 0
  return Float32Array.from({ length: Math.floor(pcm.length / factor) }, (_, index) => {
    const place = index * factor
    const k = Math.floor(place)
    const t = place - k
    const [a, b, c, d] = [at(k - 1), at(k), at(k + 1), at(k + 2)]
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
  })
}
