import type { OnnxGraph } from '../build/onnxGraph.ts'
import { frameKernels } from './frameKernels.ts'
import { lowPassFilter } from './lowPassFilter.ts'
import { melFilters } from './melFilters.ts'

/** Sphinx's front end, as `feat.params` sets it. */
export interface FeatureSettings {
  /** Rate that the model was trained at; recordings come at twice that. */
  rateHz: number
  /** Samples of one frame. */
  frame: number
  /** Samples from one frame to the next. */
  step: number
  /** Points of the discrete Fourier transform, at least those of the frame. */
  dftSize: number
  melFilters: number
  lowestHz: number
  highestHz: number
  /** Cepstral coefficients, the one for loudness included. */
  cepstra: number
}

/** Settings of both published models: 25 ms every 10 ms. */
export const cmuFeatures: FeatureSettings = {
  rateHz: 8000,
  frame: 200,
  step: 80,
  dftSize: 256,
  melFilters: 20,
  lowestHz: 1,
  highestHz: 4000,
  cepstra: 13,
}

/** The recording is brought to this peak; the noise below is measured against it. */
const peakLevel = 0.5
/** Fainter recordings are not raised further. */
const faintestPeak = 1e-4
/** White noise whose mean power is added to every frame, so that digital silence has a spectrum. */
const noiseSpread = 3e-4

const filterTaps = 95
/** 3.85 of 16 kHz. */
const filterCutoff = 3850 / 16_000

/**
 * Steady noise is subtracted: the quietest fifth of a second behind each mel filter, and half as much
 * again, but never more than 70 % of a frame's power. Best of eight settings on strings of four digits
 * of the 13 voices in speech/eval at 10 to 20 dB: at 10 % of right codes refused, a sixth fewer of the
 * codes with one wrong digit pass and a third fewer of those with two. Single digits cut tightly are
 * read 2 % worse.
 */
const steadyNoise = { frames: 21, factor: 1.5, leastShare: 0.3 }

/**
 * Writes the front end into a graph. Source: sphinxbase, fe_sigproc.c, cmn.c and feat.c
 * (`1s_c_d_dd`); subtraction of noise is ours.
 *
 * @param wave [1, N] at twice the model's rate
 * @returns [frames, 3 × cepstra]: cepstra without the recording's mean, their change from two frames
 * before to two behind, and the change of that from one before to one behind
 */
export function addSpeechFeatures(
  graph: OnnxGraph,
  wave: string,
  settings: FeatureSettings,
): string {
  const node: OnnxGraph['node'] = (...from) => graph.node(...from)
  const { cepstra } = settings
  const scalar = (value: number) => graph.floats(Float32Array.of(value), [1])

  const peak = node('ReduceMax', [node('Abs', [wave])], { axes: [1], keepdims: 1 })
  const level = node('Div', [scalar(peakLevel), node('Max', [peak, scalar(faintestPeak)])])
  const scaled = node('Unsqueeze', [node('Mul', [wave, level]), graph.integers([1])])
  const filter = Float32Array.from(lowPassFilter(filterTaps, filterCutoff))
  const margin = (filterTaps - 1) / 2
  const halved = node('Conv', [scaled, graph.floats(filter, [1, 1, filterTaps])], {
    strides: [2],
    pads: [margin, margin],
  })

  const kernels = frameKernels(settings)
  const taps = graph.floats(Float32Array.from(kernels.flat()), [
    kernels.length,
    1,
    settings.frame + 1,
  ])
  // One sample to the left: what pre-emphasis takes the first sample's difference from.
  const waves = node('Conv', [halved, taps], { strides: [settings.step], pads: [1, 0] })
  // Each filter sums the squares of cosines and sines alike.
  const rows = melFilters(settings).map(weights => weights.concat(weights))
  const floor = Float32Array.from(rows, row => noisePower(row, kernels))
  const power = node('Conv', [
    node('Mul', [waves, waves]),
    graph.floats(Float32Array.from(rows.flat()), [rows.length, kernels.length, 1]),
    graph.floats(floor, [rows.length]),
  ])
  const margins = (steadyNoise.frames - 1) / 2
  const smooth = node('AveragePool', [power], {
    kernel_shape: [steadyNoise.frames],
    pads: [margins, margins],
    count_include_pad: 0,
  })
  const quietest = node('ReduceMin', [smooth], { axes: [2], keepdims: 1 })
  const steady = node('Sub', [quietest, graph.floats(floor, [rows.length, 1])])
  const speech = node('Max', [
    node('Sub', [power, node('Mul', [steady, scalar(steadyNoise.factor)])]),
    node('Mul', [power, scalar(steadyNoise.leastShare)]),
  ])

  const cosines = graph.floats(cosineTransform(cepstra, rows.length), [cepstra, rows.length, 1])
  const cepstrum = node('Conv', [node('Log', [speech]), cosines])
  const mean = node('ReduceMean', [cepstrum], { axes: [2], keepdims: 1 })
  const features = addChanges(graph, node('Sub', [cepstrum, mean]), cepstra)
  return node('Transpose', [node('Squeeze', [features, graph.integers([0])])], { perm: [1, 0] })
}

/** Mean power that the white noise has behind one mel filter: its variance times the kernels' energy. */
function noisePower(row: readonly number[], kernels: readonly (readonly number[])[]): number {
  // Half of the noise's power lies above the cutoff.
  const variance = noiseSpread ** 2 / 2
  const energies = kernels.map(kernel => kernel.reduce((sum, tap) => sum + tap * tap, 0))
  return row.reduce((sum, weight, i) => sum + weight * variance * (energies[i] ?? 0), 0)
}

/** The first `size` rows of the orthonormal DCT-II. */
function cosineTransform(size: number, length: number): Float32Array {
  return Float32Array.from({ length: size * length }, (_, i) => {
    const row = Math.floor(i / length)
    const scale = Math.sqrt((row === 0 ? 1 : 2) / length)
    return scale * Math.cos((Math.PI * row * ((i % length) + 0.5)) / length)
  })
}

/** Weights of seven frames, the own one in the middle: as it is, its change, the change of that. */
const changes = [
  [0, 0, 0, 1, 0, 0, 0],
  [0, -1, 0, 0, 0, 1, 0],
  [1, 0, -1, 0, -1, 0, 1],
] as const

/** Appends changes over time; the first and the last frame stand for those before and behind them. */
function addChanges(graph: OnnxGraph, cepstra: string, size: number): string {
  const slice = (from: number, to: number) =>
    graph.node('Slice', [
      cepstra,
      graph.integers([from]),
      graph.integers([to]),
      graph.integers([2]),
    ])
  const first = slice(0, 1)
  const last = slice(-1, Number.MAX_SAFE_INTEGER)
  const padded = graph.node('Concat', [first, first, first, cepstra, last, last, last], { axis: 2 })
  const taps = new Float32Array(changes.length * size * size * 7)
  for (const [kind, pattern] of changes.entries()) {
    for (let row = 0; row < size; row++) taps.set(pattern, ((kind * size + row) * size + row) * 7)
  }
  return graph.node('Conv', [padded, graph.floats(taps, [changes.length * size, size, 7])])
}
