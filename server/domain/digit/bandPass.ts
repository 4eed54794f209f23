import { sampleRate } from './soundTrack.ts'

/**
 * Sound between two frequencies, Hz: one high-pass and one low-pass Butterworth section of second
 * order each (bilinear transform, Robert Bristow-Johnson's cookbook).
 */
export function bandPass(pcm: Float32Array, lowHz: number, highHz: number): Float32Array {
  return section(section(pcm, lowHz, 'high'), highHz, 'low')
}

function section(input: Float32Array, cornerHz: number, passes: 'low' | 'high'): Float32Array {
  const angle = (2 * Math.PI * cornerHz) / sampleRate
  const alpha = Math.sin(angle) / Math.SQRT2
  const cos = Math.cos(angle)
  const gain = 1 + alpha
  const edge = passes === 'low' ? (1 - cos) / 2 / gain : (1 + cos) / 2 / gain
  const middle = passes === 'low' ? 2 * edge : -2 * edge
  const [a1, a2] = [(-2 * cos) / gain, (1 - alpha) / gain]
  const output = new Float32Array(input.length)
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  for (let at = 0; at < input.length; at++) {
    const x = input[at]!
    const y = edge * x + middle * x1 + edge * x2 - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    output[at] = y
  }
  return output
}
