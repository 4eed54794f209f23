import { createByteReader } from './byteReader.ts'
import {
  createDefinition,
  type ModelDefinition,
  type StateTriple,
  type Triphone,
  type WordPosition,
} from './modelDefinition.ts'
import type { SphinxFail } from './sphinxFail.ts'
import { statesPerPhone } from './stateLayout.ts'

const positions: readonly WordPosition[] = ['i', 'b', 'e', 's']
const newestVersion = 1
const longestName = 50

/** Reads `mdef` in its binary form. Source: pocketsphinx, bin_mdef_read of bin_mdef.c. */
export function readBinaryDefinition(file: Uint8Array, fail: SphinxFail): ModelDefinition {
  const reader = createByteReader(file, file[0] === 0x42, fail)
  reader.bytes(4)
  const version = reader.int32()
  if (version < 1 || version > newestVersion) throw fail(`is of version ${version}, not 1`)
  reader.bytes(reader.int32())
  const count = (name: string, least: number, most: number): number => {
    const value = reader.int32()
    if (value < least || value > most) throw fail(`has ${name} ${value}, not ${least}–${most}`)
    return value
  }
  const phoneCount = count('n_ciphone', 1, 255)
  const allPhones = count('n_phone', phoneCount, 1_000_000)
  count('n_emit_state', statesPerPhone, statesPerPhone)
  count('n_ci_sen', 1, 65_535)
  const states = count('n_sen', 1, 65_535)
  count('n_tmat', 1, phoneCount)
  const sequenceCount = count('n_sseq', 1, 65_535)
  count('n_ctx', 3, 3)
  const treeNodes = count('n_cd_tree', 0, 10_000_000)
  count('sil', 0, phoneCount - 1)

  const namesStart = reader.offset
  const phones = Array.from({ length: phoneCount }, () => reader.word(longestName))
  reader.bytes((4 - ((reader.offset - namesStart) % 4)) % 4)
  // The tree is an index of the triphones that follow.
  reader.bytes(treeNodes * 8)
  const rows = createByteReader(reader.bytes(allPhones * 12), file[0] === 0x42, fail)
  const cells = count('number of states in all sequences', sequenceCount * 3, sequenceCount * 3)
  const sequences = Array.from({ length: cells }, () => reader.int16() & 0xffff)
  if (sequences.some(state => state >= states)) throw fail(`names a state beyond ${states}`)

  const triphones: Triphone[] = []
  for (let row = 0; row < allPhones; row++) {
    const [sequence, matrix] = [rows.int32(), rows.int32()]
    const [place = 0, phone = 0, left = 0, right = 0] = rows.bytes(4)
    const isPhone = row < phoneCount
    const own = isPhone ? row : phone
    const position = positions[place]
    if (sequence < 0 || sequence >= sequenceCount || matrix !== own) {
      throw fail(`has a wrong sequence or matrix in phone ${row}`)
    }
    const at = sequence * statesPerPhone
    const triple: StateTriple = [sequences[at] ?? 0, sequences[at + 1] ?? 0, sequences[at + 2] ?? 0]
    if (isPhone) {
      triphones.push({ phone: phones[row] ?? '', between: null, states: triple })
      continue
    }
    const [name, before, behind] = [phones[phone], phones[left], phones[right]]
    if (name === undefined || before === undefined || behind === undefined || !position) {
      throw fail(`has an unknown neighbour or place in phone ${row}`)
    }
    triphones.push({
      phone: name,
      between: { left: before, right: behind, position },
      states: triple,
    })
  }
  return createDefinition(states, phones, triphones)
}
