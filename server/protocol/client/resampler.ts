/** Samples per second of all sound that goes to the server (capturePacket.ts). */
export const soundRateHz = 16_000

/** Turns a stream of samples of one rate into `soundRateHz`, part by part. */
export interface Resampler {
  /**
   * The samples, −1 to 1, that `input` completes. Sample n of all that it gave lies at the time n / 16,000 s
   * after the first of all that it was given: nothing is delayed, only held back until what comes after
   * it is known.
   */
  push: (input: Float32Array) => Float32Array
}

/** Zero crossings of the kernel on each side: a stop band of some −70 dB under a Blackman window. */
const crossings = 16
/** Kernel values between two zero crossings; the rest is interpolated, which costs less than −80 dB. */
const fineness = 256
/** The pass band's end as a share of the lower of the two Nyquist rates: room for the slope. */
const passShare = 0.9

/**
 * A windowed-sinc interpolator (Smith, "Digital Audio Resampling", CCRMA): band-limits to the lower of
 * the two rates and works for any ratio. `rateHz`: samples per second that come in.
 * @throws RangeError for a rate that no sound card has
 */
export function createResampler(rateHz: number): Resampler {
  if (!(rateHz >= 4_000 && rateHz <= 768_000)) throw new RangeError('not a rate of sound')
  if (rateHz === soundRateHz) return { push: input => input.slice() }
  const scale = Math.min(1, soundRateHz / rateHz) * passShare
  const kernel = sincKernel()
  /** How many input samples the kernel reaches to each side. */
  const reach = Math.ceil(crossings / scale)
  const step = rateHz / soundRateHz
  /** Input not yet done with; before the first sample there was silence. */
  let held = new Float32Array(reach)
  /** Place in `held` of the first sample of all. */
  let origin = reach
  let given = 0

  return {
    push: input => {
      const joined = new Float32Array(held.length + input.length)
      joined.set(held)
      joined.set(input, held.length)
      // Counted from the first sample, so that no rounding adds up.
      const last = Math.floor((joined.length - 1 - reach - origin) / step)
      const output = new Float32Array(Math.max(0, last - given + 1))
      for (let index = 0; index < output.length; index += 1)
        output[index] = interpolate(joined, origin + (given + index) * step, kernel, scale, reach)
      given += output.length
      const done = Math.max(0, Math.floor(origin + given * step) - reach)
      held = joined.slice(done)
      origin -= done
      return output
    },
  }
}

/** The band-limited value at the fractional place `at` of `samples`. */
function interpolate(
  samples: Float32Array,
  at: number,
  kernel: Float32Array,
  scale: number,
  reach: number,
): number {
  const from = Math.max(0, Math.ceil(at - reach))
  const to = Math.min(samples.length - 1, Math.floor(at + reach))
  let sum = 0
  for (let place = from; place <= to; place += 1) {
    const x = Math.abs(at - place) * scale * fineness
    const below = Math.floor(x)
    const low = kernel[below] ?? 0
    sum += samples[place]! * (low + ((kernel[below + 1] ?? 0) - low) * (x - below))
  }
  return sum * scale
}

/** One side of sinc × Blackman window, `fineness` values per zero crossing. */
function sincKernel(): Float32Array {
  const length = crossings * fineness
  return Float32Array.from({ length: length + 2 }, (_, index) => {
    if (index >= length) return 0
    const x = (Math.PI * index) / fineness
    const turn = (Math.PI * index) / length
    const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn)
    return (index === 0 ? 1 : Math.sin(x) / x) * window
  })
}
