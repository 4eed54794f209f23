/**
 * The form in which names are compared: NFKC (full-width letters, compatibility forms), lower
 * case, and nothing but letters, marks and digits, so 寄件/收件, 寄件·收件 and 寄件收件 are one.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
