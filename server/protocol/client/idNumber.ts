import { checkIdCard } from '../idCard.ts'

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
  return checkIdCard(idNumber).ok
}
