import type { CmuFileName } from '../../models/cmu/buildCmuModel.ts'
import { digitWords, silencePhone } from '../../models/cmu/digitWords.ts'
import type { StateTriple } from '../../models/cmu/modelDefinition.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { writeBinaryDefinition, writeParameters, writeSendump } from './sphinxFiles.ts'

/** A model of Sphinx's make in memory, far too small to hear anything. */
export interface SphinxModel {
  phones: string[]
  codebooks: number
  densities: number
  states: number
  /** In order codebook, stream, density, dimension. */
  means: number[]
  variances: number[]
  /** Steps of −log weight: [stream][density][state]. */
  weights: number[][][]
  /** Rows 3×4 of each phone. */
  transitions: number[]
  /** States of each phone without neighbours. */
  alone: StateTriple[]
  triphones: SphinxTriphone[]
}

export interface SphinxTriphone {
  phone: string
  left: string
  right: string
  position: 'i' | 'b' | 'e' | 's'
  states: StateTriple
}

const streams = 3
const width = 13

/** Random numbers everywhere; a few triphones beside the phones of the digit words. */
export function randomSphinxModel(seed: number, kind: 'shared' | 'tied'): SphinxModel {
  const random = createRandom(seed)
  const phones = [...new Set([...digitWords.flatMap(word => word.phones), silencePhone])].toSorted()
  const densities = 4
  const codebooks = kind === 'shared' ? 1 : phones.length
  const numbers = codebooks * streams * densities * width
  const states = phones.length * 3 + 6
  const alone = phones.map((_, phone): StateTriple => [phone * 3, phone * 3 + 1, phone * 3 + 2])
  const base = phones.length * 3
  return {
    phones,
    codebooks,
    densities,
    states,
    means: Array.from({ length: numbers }, () => 4 * random() - 2),
    variances: Array.from({ length: numbers }, () => 0.5 + 4 * random()),
    weights: Array.from({ length: streams }, () =>
      Array.from({ length: densities }, () =>
        Array.from({ length: states }, () => Math.floor(60 * random())),
      ),
    ),
    transitions: phones.flatMap(() => {
      const stays = [0.5 + 0.4 * random(), 0.5 + 0.4 * random(), 0.5 + 0.4 * random()]
      return stays.flatMap((stay, state) =>
        [0, 1, 2, 3].map(next => (next === state ? stay : next === state + 1 ? 1 - stay : 0)),
      )
    }),
    alone,
    triphones: [
      { phone: 'l', left: 'i', right: 'ing', position: 'b', states: [base, base + 1, base + 2] },
      // At another place of the word than the digits need: the next best.
      { phone: 'er', left: 'a', right: 'l', position: 'i', states: [base + 3, base + 4, base + 5] },
    ],
  }
}

/** The files of a model as the repository publishes them: binary definition, 8 bits per weight. */
export function sphinxFilesOf(model: SphinxModel): Record<CmuFileName, Uint8Array> {
  const { codebooks, densities, phones } = model
  const gaussians = [codebooks, streams, densities, width, width, width]
  return {
    'feat.params': new TextEncoder().encode(featParams),
    mdef: writeBinaryDefinition(model),
    means: writeParameters([...gaussians, model.means.length], model.means),
    variances: writeParameters([...gaussians, model.variances.length], model.variances),
    sendump: writeSendump(model.weights, 8),
    transition_matrices: writeParameters(
      [phones.length, 3, 4, model.transitions.length],
      model.transitions,
    ),
  }
}

/** How buildCmuModel asks for them. */
export function sphinxReaderOf(files: Record<CmuFileName, Uint8Array>) {
  return (name: CmuFileName): Uint8Array => files[name]
}

const featParams = `-nfilt 20
-lowerf 1
-upperf 4000
-wlen 0.025
-transform dct
-round_filters no
-remove_dc yes
-feat 1s_c_d_dd
-svspec 0-12/13-25/26-38
-agc none
-cmn current
-varnorm no
`
