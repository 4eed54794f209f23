import { createByteReader } from './byteReader.ts'
import {
  createDefinition,
  type ModelDefinition,
  type StateTriple,
  type Triphone,
  type WordPosition,
} from './modelDefinition.ts'
import type { SphinxFail } from './sphinxFail.ts'

const longestLine = 300
const mostPhones = 500
const mostRows = 1_000_000
const positions: readonly WordPosition[] = ['i', 'b', 'e', 's']

/** Reads `mdef` in its text form, version 0.3. Source: pocketsphinx, mdef.c. */
export function readTextDefinition(file: Uint8Array, fail: SphinxFail): ModelDefinition {
  const reader = createByteReader(file, true, fail)
  const nextLine = (): string => {
    for (;;) {
      const line = reader.line(longestLine).trim()
      if (line !== '' && !line.startsWith('#')) return line
    }
  }
  if (nextLine() !== '0.3') throw fail('is no model definition of version 0.3')
  const count = (name: string, most: number): number => {
    const [digits = '', found] = nextLine().split(/\s+/)
    const value = Number(digits)
    if (found !== name || !Number.isInteger(value) || value < 0 || value > most) {
      throw fail(`names no ${name} up to ${most}`)
    }
    return value
  }
  const phoneCount = count('n_base', mostPhones)
  const triphoneCount = count('n_tri', mostRows)
  count('n_state_map', 10 * mostRows)
  const states = count('n_tied_state', mostRows)
  count('n_tied_ci_state', 10 * mostPhones)
  count('n_tied_tmat', mostPhones)

  const phones: string[] = []
  const triphones: Triphone[] = []
  for (let row = 0; row < phoneCount + triphoneCount; row++) {
    const [phone = '', left = '', right = '', place, , matrix, ...rest] = nextLine().split(/\s+/)
    const [first = -1, second = -1, third = -1] = rest.map(Number)
    const triple: StateTriple = [first, second, third]
    const isWhole = rest.length === 4 && rest[3] === 'N'
    if (!isWhole || !triple.every(n => Number.isInteger(n) && n >= 0 && n < states)) {
      throw fail(`has no three states below ${states} in row ${row + 1}`)
    }
    const position = positions.find(known => known === place)
    const isPhone = row < phoneCount
    if (isPhone) phones.push(phone)
    // Codebooks and matrices are looked up by the phone's place.
    if (Number(matrix) !== phones.indexOf(phone) || isPhone !== (position === undefined)) {
      throw fail(`has a wrong matrix or place in row ${row + 1}`)
    }
    triphones.push({
      phone,
      between: position === undefined ? null : { left, right, position },
      states: triple,
    })
  }
  return createDefinition(states, phones, triphones)
}
