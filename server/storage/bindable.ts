/**
 * The guard in front of both drivers: what may be bound to a statement. libsql aborts the whole
 * process on a boolean, an object, a Date or a typed array, cuts text at NUL and rounds integers
 * beyond 2⁵³; pg turns arrays and objects into text of its own. Throws a TypeError instead, without
 * the value. Booleans are refused as well: columns hold 0 and 1, and a silent cast hides a mistake.
 */
export function bindable(value: unknown): string | number | Buffer | null {
  if (value === null) return null
  if (typeof value === 'string') return bindableText(value)
  if (typeof value === 'number') return bindableNumber(value)
  if (Buffer.isBuffer(value)) return value
  // Exactly Uint8Array: another typed array's bytes would depend on the machine's byte order.
  if (value instanceof Uint8Array && Object.getPrototypeOf(value) === Uint8Array.prototype) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
  throw new TypeError(`A ${kindOf(value)} cannot be bound to a statement.`)
}

function bindableText(text: string): string {
  if (text.includes('\0')) throw new TypeError('Text with a NUL cannot be bound to a statement.')
  if (/\p{Surrogate}/u.test(text)) {
    throw new TypeError('Text with a lone surrogate cannot be bound to a statement.')
  }
  return text
}

function bindableNumber(value: number): number {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new TypeError('A number that is not exact cannot be bound to a statement.')
  }
  return value
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  return Array.isArray(value) ? 'list' : (value.constructor?.name ?? 'object')
}
