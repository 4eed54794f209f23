/** Taps on each side, in periods of the lower rate. */
const halfWidth = 16

/**
 * Another sampling rate, by a Hann-windowed sinc that cuts at the lower of both Nyquist frequencies.
 *
 * @param fromHz @param toHz 1–384,000
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples
  const cutoff = Math.min(1, toHz / fromHz)
  const reach = halfWidth / cutoff
  const out = new Float32Array(Math.floor((samples.length * toHz) / fromHz))
  for (let i = 0; i < out.length; i++) {
    const centre = (i * fromHz) / toHz
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(samples.length - 1, Math.floor(centre + reach))
    let sum = 0
    for (let k = first; k <= last; k++) {
      const offset = k - centre
      const window = 0.5 + 0.5 * Math.cos((Math.PI * offset) / reach)
      sum += samples[k]! * cutoff * sinc(cutoff * offset) * window
    }
    out[i] = sum
  }
  return out
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}
