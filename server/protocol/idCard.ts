/** Weights of the 17 digits and the check characters by remainder, GB 11643-1999 clause 4.2. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

export type IdCardFault = 'length' | 'lowerCaseX' | 'characters' | 'birthDate' | 'checksum'

/**
 * Checks a resident ID number (GB 11643-1999): 17 digits and a check character, which must be a
 * capital X where it is not a digit. The region code is not held against a list: codes are
 * withdrawn and re-issued, and unassigned ones name the synthetic people of the demo.
 */
export function checkIdCard(idCard: string): { ok: true } | { ok: false; fault: IdCardFault } {
  if (idCard.length !== 18) return { ok: false, fault: 'length' }
  if (/^\d{17}x$/.test(idCard)) return { ok: false, fault: 'lowerCaseX' }
  if (!/^\d{17}[\dX]$/.test(idCard)) return { ok: false, fault: 'characters' }
  if (birthDate(idCard) === null) return { ok: false, fault: 'birthDate' }
  if (checkCharacter(idCard) !== idCard[17]) return { ok: false, fault: 'checksum' }
  return { ok: true }
}

/** The check character that belongs to the first 17 digits. */
export function checkCharacter(idCard: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idCard[index]), 0)
  return checkCharacters[sum % 11]!
}

function birthDate(idCard: string): Date | null {
  const [year, month, day] = [idCard.slice(6, 10), idCard.slice(10, 12), idCard.slice(12, 14)]
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isReal =
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
  return isReal && Number(year) >= 1900 ? date : null
}
