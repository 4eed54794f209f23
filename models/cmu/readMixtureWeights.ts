import { createByteReader } from './byteReader.ts'
import type { SphinxFail } from './sphinxFail.ts'

/** Mixture weights of all states. */
export interface MixtureWeights {
  streams: number
  /** Gaussians per stream. */
  densities: number
  states: number
  /** −log of the weight in steps of `step`. */
  quantised(stream: number, density: number, state: number): number
}

/** Natural logarithm of one step: 1.0001 to the power of 1,024 (`logbase`, `mixw_shift`). */
export const weightStep = 1024 * Math.log(1.0001)

const longestTitle = 1000
const mostTitles = 100

/**
 * Reads `sendump`: one byte per weight, or four bits that point at one of at most 16 values, of which
 * the last stands for zero and is not counted in `cluster_count`. Source: pocketsphinx, read_sendump of
 * s2_semi_mgau.c and ptm_mgau.c.
 *
 * @param expected sizes that the model's other files name
 */
export function readMixtureWeights(
  file: Uint8Array,
  expected: { streams: number; densities: number; states: number },
  fail: SphinxFail,
): MixtureWeights {
  const { streams, densities, states } = expected
  // The first number is the length of a title: small in one byte order only.
  const firstLength = createByteReader(file, true, fail).int32()
  const littleEndian = firstLength > 0 && firstLength <= longestTitle
  const reader = createByteReader(file, littleEndian, fail)
  const fields = new Map<string, number>()
  for (let titles = 0; ; titles++) {
    const length = reader.int32()
    if (length === 0) break
    if (length < 0 || length > longestTitle || titles >= mostTitles) {
      throw fail('has no end of its header')
    }
    const title = String.fromCharCode(...reader.bytes(length))
    const [, name, value] = /^(\w+) (\d{1,9})\0/.exec(title) ?? []
    if (name !== undefined) fields.set(name, Number(value))
  }
  const check = (name: string, wanted: number, meaning: string) => {
    const found = fields.get(name) ?? wanted
    if (found !== wanted) throw fail(`has ${name} ${found} where ${meaning} ${wanted}`)
  }
  check('feature_count', streams, 'means and variances have')
  check('mixture_count', densities, 'means and variances have')
  check('model_count', states, 'mdef has')
  check('mixw_shift', 10, 'the reader expects')
  const clusters = fields.get('cluster_count') ?? 0
  const bits = fields.get('cluster_bits') ?? 8
  if (bits !== 8 && bits !== 4) throw fail(`has ${bits} bits per weight, not 8 or 4`)
  if (bits === 4 ? clusters < 1 || clusters > 15 : clusters !== 0) {
    throw fail(`has ${clusters} weight values for ${bits} bits`)
  }
  let columns = states
  if (bits === 8) {
    // The sizes come again, the columns possibly padded.
    const rows = reader.int32()
    columns = reader.int32()
    if (rows !== densities || columns < states || columns > states + 16) {
      throw fail(`has ${rows}×${columns} weights where ${densities}×${states} are expected`)
    }
  }
  const values = reader.bytes(clusters === 0 ? 0 : clusters + 1)
  const rowBytes = bits === 8 ? columns : Math.ceil(states / 2)
  const weights = reader.bytes(streams * densities * rowBytes)
  if (reader.left > 0) throw fail(`is ${reader.left} bytes too long`)
  if (bits === 4 && weights.some(pair => Math.max(pair >> 4, pair & 15) >= values.length)) {
    throw fail(`points beyond its ${values.length} weight values`)
  }
  return {
    streams,
    densities,
    states,
    quantised(stream, density, state) {
      const row = (stream * densities + density) * rowBytes
      if (bits === 8) return weights[row + state] ?? 0
      const pair = weights[row + (state >> 1)] ?? 0
      return values[state & 1 ? pair >> 4 : pair & 15] ?? 0
    },
  }
}
