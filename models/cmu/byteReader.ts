/** Reads numbers and text out of a file, front to back. Everything throws when the file ends early. */
export interface ByteReader {
  /** Bytes not yet read. */
  readonly left: number
  /** Bytes read. */
  readonly offset: number
  uint8(): number
  int16(): number
  int32(): number
  bytes(count: number): Uint8Array
  /** A view on nothing of the file: the numbers are copied. */
  floats(count: number): Float32Array
  /** ASCII up to a line feed, which is read and left out; fails beyond `limit` characters. */
  line(limit: number): string
  /** ASCII up to a zero byte, which is read and left out; fails beyond `limit` characters. */
  word(limit: number): string
}

/**
 * Opens a reader. No count is trusted: it is held against what is left before anything is made.
 *
 * @param littleEndian byte order of the file's numbers
 * @param fail makes the error to throw
 */
export function createByteReader(
  file: Uint8Array,
  littleEndian: boolean,
  fail: (problem: string) => Error,
): ByteReader {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let offset = 0
  /** Moves on by `count` bytes; where they start. */
  const take = (count: number): number => {
    if (!Number.isSafeInteger(count) || count < 0 || count > file.length - offset) {
      throw fail(`ends early: ${count} more bytes are named and ${file.length - offset} are left`)
    }
    offset += count
    return offset - count
  }
  const until = (end: number, limit: number): string => {
    const stop = file.subarray(offset, offset + limit + 1).indexOf(end)
    if (stop < 0) throw fail(`has no end of a text at byte ${offset}`)
    const text = String.fromCharCode(...file.subarray(offset, offset + stop))
    offset += stop + 1
    return text
  }
  return {
    get left() {
      return file.length - offset
    },
    get offset() {
      return offset
    },
    uint8: () => view.getUint8(take(1)),
    int16: () => view.getInt16(take(2), littleEndian),
    int32: () => view.getInt32(take(4), littleEndian),
    bytes: count => file.subarray(take(count), offset),
    floats(count) {
      const start = take(count * 4)
      return Float32Array.from({ length: count }, (_, i) =>
        view.getFloat32(start + i * 4, littleEndian),
      )
    },
    line: limit => until(0x0a, limit),
    word: limit => until(0, limit),
  }
}
