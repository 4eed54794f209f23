/**
 * One range of a `Range` header (RFC 9110 §14.2), both ends included. Null = the whole is to be sent:
 * no range asked for, several, or not understood, as the RFC allows.
 *
 * @param length of the whole, bytes
 */
export function readRange(
  header: string,
  length: number,
): { first: number; last: number } | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? []
  if (from === '' && to === '') return null
  if (from === '') {
    const wanted = Math.min(Number(to), length)
    return wanted === 0 ? 'unsatisfiable' : { first: length - wanted, last: length - 1 }
  }
  const first = Number(from)
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (to !== '' && Number(to) < first) return null
  return first >= length ? 'unsatisfiable' : { first, last }
}
