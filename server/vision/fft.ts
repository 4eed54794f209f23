/**
 * Fourier transform in place of a square of complex numbers, side a power of two: rows, then columns
 * (iterative radix 2, Cooley and Tukey). @throws RangeError when the side is none
 */
export function fftSquare(re: Float64Array, im: Float64Array, side: number): void {
  if (side < 2 || (side & (side - 1)) !== 0 || re.length !== side * side)
    throw new RangeError(`${side} is no power of two, or not the side of ${re.length} numbers`)
  for (let i = 0; i < side; i++) fftLine(re, im, side, i * side, 1)
  for (let i = 0; i < side; i++) fftLine(re, im, side, i, side)
}

function fftLine(
  re: Float64Array,
  im: Float64Array,
  length: number,
  start: number,
  step: number,
): void {
  const swap = (values: Float64Array, i: number, j: number) => {
    const kept = values[i]!
    values[i] = values[j]!
    values[j] = kept
  }
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      swap(re, start + i * step, start + j * step)
      swap(im, start + i * step, start + j * step)
    }
  }
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k++) {
      const angle = (-Math.PI * k) / half
      const cos = Math.cos(angle)
      const sin = Math.sin(angle)
      for (let block = 0; block < length; block += size) {
        const low = start + (block + k) * step
        const high = low + half * step
        const hr = re[high]! * cos - im[high]! * sin
        const hi = re[high]! * sin + im[high]! * cos
        re[high] = re[low]! - hr
        im[high] = im[low]! - hi
        re[low] = re[low]! + hr
        im[low] = im[low]! + hi
      }
    }
  }
}
