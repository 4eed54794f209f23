/** A word that a digit is read as, in the phones of CMU's Mandarin model (without tones). */
export interface DigitWord {
  /** 0–9. */
  digit: number
  name: string
  /** One phone or two. */
  phones: readonly [string] | readonly [string, string]
}

/**
 * How digits are read aloud; the order is that of the columns in the model's file. 1 is read yi or,
 * in strings of digits, yao. Phones: the digits' lines of CMU's mandarin_notone.dic, but for er, which
 * is `es er` there: the model takes silence for `es`, and then hears a 2 in everything.
 */
export const digitWords: readonly DigitWord[] = [
  { digit: 0, name: 'ling', phones: ['l', 'ing'] },
  { digit: 1, name: 'yi', phones: ['y', 'i'] },
  { digit: 1, name: 'yao', phones: ['y', 'ao'] },
  { digit: 2, name: 'er', phones: ['er'] },
  { digit: 3, name: 'san', phones: ['s', 'an'] },
  { digit: 4, name: 'si', phones: ['s', 'if'] },
  { digit: 5, name: 'wu', phones: ['w', 'u'] },
  { digit: 6, name: 'liu', phones: ['l', 'iu'] },
  { digit: 7, name: 'qi', phones: ['q', 'i'] },
  { digit: 8, name: 'ba', phones: ['b', 'a'] },
  { digit: 9, name: 'jiu', phones: ['j', 'iu'] },
]

/** The phone of silence. */
export const silencePhone = 'SIL'
