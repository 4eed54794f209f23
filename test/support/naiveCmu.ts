import type { SphinxModel } from './sphinxModel.ts'

/**
 * What the acoustic model computes, as Sphinx's sources say it, step by step and without a thought for
 * speed: the yardstick for the graph.
 *
 * @param wave 16 kHz
 * @returns per frame the log-likelihood of every state
 */
export function naiveCmuScores(
  model: SphinxModel,
  wave: Float32Array,
  codebookOf: (state: number) => number,
): number[][] {
  return features(wave).map(frame =>
    Array.from({ length: model.states }, (_, state) => stateScore(model, frame, state, codebookOf)),
  )
}

function stateScore(
  { densities, means, variances, weights }: SphinxModel,
  frame: readonly number[],
  state: number,
  codebookOf: (state: number) => number,
): number {
  let score = 0
  for (let stream = 0; stream < 3; stream++) {
    const start = (codebookOf(state) * 3 + stream) * densities
    let sum = 0
    for (let density = 0; density < densities; density++) {
      let log = -0.1024 * (weights[stream]?.[density]?.[state] ?? 0)
      for (let d = 0; d < 13; d++) {
        const at = (start + density) * 13 + d
        const [mean, variance] = [means[at] ?? 0, variances[at] ?? 1]
        const distance = (frame[stream * 13 + d] ?? 0) - mean
        log -= (distance * distance) / (2 * variance) + Math.log(2 * Math.PI * variance) / 2
      }
      sum += Math.exp(log)
    }
    score += Math.log(sum)
  }
  return score
}

/** Frames of 39 numbers. */
function features(wave: Float32Array): number[][] {
  const cepstra = cepstraOf(melPowers(halve(wave)))
  const means = cepstra[0]!.map(
    (_, i) => cepstra.reduce((sum, frame) => sum + frame[i]!, 0) / cepstra.length,
  )
  const centred = cepstra.map(frame => frame.map((value, i) => value - means[i]!))
  const at = (t: number, i: number) => centred[Math.min(centred.length - 1, Math.max(0, t))]![i]!
  const change = (t: number, i: number) => at(t + 2, i) - at(t - 2, i)
  return centred.map((frame, t) =>
    frame.concat(
      frame.map((_, i) => change(t, i)),
      frame.map((_, i) => change(t + 1, i) - change(t - 1, i)),
    ),
  )
}

/** To a peak of 0.5, low-passed at 3.85 kHz by a Kaiser-windowed sinc of 95 taps, every other sample. */
function halve(wave: Float32Array): number[] {
  const peak = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-4)
  const taps = Array.from({ length: 95 }, (_, i) => {
    const t = i - 47
    const x = (2 * 3850 * t) / 16_000
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
    return sinc * bessel0(6 * Math.sqrt(1 - (t / 47) ** 2))
  })
  const gain = taps.reduce((sum, tap) => sum + tap, 0)
  return Array.from({ length: Math.ceil(wave.length / 2) }, (_, n) =>
    taps.reduce(
      (sum, tap, k) => sum + (tap / gain) * (wave[2 * n + k - 47] ?? 0) * (0.5 / peak),
      0,
    ),
  )
}

/** I₀ as the mean of exp(x cos φ) over a circle. */
function bessel0(x: number): number {
  const steps = 200
  const sum = Array.from({ length: steps }, (_, i) =>
    Math.exp(x * Math.cos((2 * Math.PI * (i + 0.5)) / steps)),
  ).reduce((total, value) => total + value, 0)
  return sum / steps
}

/** Per frame the power behind 20 mel filters, white noise of 3e-4 added and steady noise taken off. */
function melPowers(wave: readonly number[]): number[][] {
  const frames = Math.floor((wave.length - 200) / 80) + 1
  const noise = spectrumOfNoise()
  const raw = Array.from({ length: frames }, (_, t) => {
    const spectrum = powerSpectrum(i => wave[t * 80 + i] ?? 0)
    return melOf(spectrum.map((power, bin) => power + noise[bin]!))
  })
  const floor = melOf(noise)
  const steady = floor.map((least, filter) => {
    const smooth = raw.map((_, t) => {
      const near = raw.slice(Math.max(0, t - 10), t + 11)
      return near.reduce((sum, frame) => sum + frame[filter]!, 0) / near.length
    })
    return Math.min(...smooth) - least
  })
  return raw.map(frame => frame.map((power, i) => Math.max(power - 1.5 * steady[i]!, 0.3 * power)))
}

/** Power of a frame's spectrum, 129 frequencies; `sample(-1)` is the one before the frame. */
function powerSpectrum(sample: (i: number) => number): number[] {
  const emphasised = Array.from({ length: 200 }, (_, i) => sample(i) - 0.97 * sample(i - 1))
  const mean = emphasised.reduce((sum, value) => sum + value, 0) / 200
  const windowed = emphasised.map(
    (value, i) => (value - mean) * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / 199)),
  )
  return Array.from({ length: 129 }, (_, bin) => {
    let [real, imaginary] = [0, 0]
    for (const [i, value] of windowed.entries()) {
      real += value * Math.cos((2 * Math.PI * bin * i) / 256)
      imaginary += value * Math.sin((2 * Math.PI * bin * i) / 256)
    }
    return real ** 2 + imaginary ** 2
  })
}

/** Mean power spectrum of white noise: that of each of its samples alone. */
function spectrumOfNoise(): number[] {
  const sum = Array.from({ length: 129 }, () => 0)
  for (let one = -1; one < 200; one++) {
    for (const [bin, power] of powerSpectrum(i => (i === one ? 1 : 0)).entries()) {
      sum[bin]! += (3e-4 ** 2 / 2) * power
    }
  }
  return sum
}

function melOf(spectrum: readonly number[]): number[] {
  const mel = (hz: number) => 2595 * Math.log10(1 + hz / 700)
  const edges = Array.from(
    { length: 22 },
    (_, i) => 700 * (10 ** ((mel(1) + ((mel(4000) - mel(1)) * i) / 21) / 2595) - 1),
  )
  return Array.from({ length: 20 }, (_, i) => {
    const [left, centre, right] = [edges[i]!, edges[i + 1]!, edges[i + 2]!]
    return spectrum.reduce((sum, power, bin) => {
      const hz = (bin * 8000) / 256
      if (hz <= left || hz >= right) return sum
      const side = hz < centre ? (hz - left) / (centre - left) : (right - hz) / (right - centre)
      return sum + (power * side * 2) / (right - left)
    }, 0)
  })
}

function cepstraOf(powers: readonly (readonly number[])[]): number[][] {
  return powers.map(frame =>
    Array.from({ length: 13 }, (_, k) =>
      frame.reduce(
        (sum, power, i) =>
          sum +
          Math.log(power) *
            Math.sqrt((k === 0 ? 1 : 2) / 20) *
            Math.cos((Math.PI * k * (i + 0.5)) / 20),
        0,
      ),
    ),
  )
}
