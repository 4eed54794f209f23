/** Bytes of an ASCII text; mini programs have no TextEncoder. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0))
}
