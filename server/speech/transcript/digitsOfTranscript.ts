import { digitReadings, fillers } from './digitReadings.ts'

/** Stands for a word that is no digit. */
export const strangeWord = '?'

const digitOf = new Map<string, string>()
digitReadings.forEach(({ characters, syllables }, digit) => {
  for (const reading of [...Array.from(characters), ...syllables]) digitOf.set(reading, `${digit}`)
})
const skipped = new Set<string>([...Array.from(fillers.characters), ...fillers.syllables])
/** The longest first: `liang` before `li`, `ling` before `lin`. */
const syllables = [...digitOf.keys()]
  .filter(reading => /^[a-z]/.test(reading))
  .toSorted((a, b) => b.length - a.length)

/**
 * The digits that a transcript holds, in order: Arabic, Chinese of every style, or pinyin with tones
 * as marks, as numbers or without; fillers and punctuation left out.
 *
 * @returns characters 0–9, and `strangeWord` for each other character or foreign word
 */
export function digitsOfTranscript(text: string): string {
  const plain = text
    // What a model says about the recording: <|zh|>.
    .replaceAll(/<\|[^|]*\|>/g, ' ')
    // Full-width forms become plain ones; then marks of tones fall off their letters.
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    // A number right behind letters is a tone.
    .replaceAll(/(?<=[a-z])[0-5]/g, ' ')
  const words = plain.match(/\d|\p{Script=Han}|〇|[a-z]+/gu) ?? []
  return words.flatMap(readingsOf).join('')
}

function readingsOf(word: string): string[] {
  if (/^\d$/.test(word)) return [word]
  if (skipped.has(word)) return []
  const digit = digitOf.get(word)
  if (digit !== undefined) return [digit]
  const first = syllables.find(syllable => word.startsWith(syllable))
  if (first === undefined) return [strangeWord]
  return [digitOf.get(first) ?? strangeWord, ...readingsOf(word.slice(first.length))]
}
