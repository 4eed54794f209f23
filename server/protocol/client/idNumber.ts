/** Weights of the 17 digits and the check characters by remainder, GB 11643-1999 clause 4.2. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** What a person typed, as the server wants it: no blanks, capital X, full-width digits made plain. */
export function tidyIdNumber(typed: string): string {
  return typed
    .replace(/[\uff10-\uff19\uff38\uff58]/g, wide =>
      String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
    )
    .replace(/\s/g, '')
    .toUpperCase()
}

/**
 * Whether a tidied resident ID number can be one: 17 digits, a check character, a real birth date.
 * Spares the person a round trip over a slip of the finger; the server checks it again.
 */
export function isIdNumber(idNumber: string): boolean {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return false
  const [year, month, day] = [idNumber.slice(6, 10), idNumber.slice(10, 12), idNumber.slice(12, 14)]
  const born = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(born.getTime()) || born.getUTCDate() !== Number(day)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0)
  return checkCharacters[sum % 11] === idNumber[17]
}
