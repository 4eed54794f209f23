import { createRandom } from '../render/random.ts'

/** Reads another code: for every digit asked for one that is not it, none said twice as long as there are others. */
export function otherDigits(seed: number): (digit: string) => string {
  const random = createRandom(seed ^ 0x6a09e667)
  const left = new Set('0123456789')
  return asked => {
    const choice = [...left].filter(digit => digit !== asked)
    const said = choice[Math.floor(random() * choice.length)] ?? asked
    left.delete(said)
    return said
  }
}
