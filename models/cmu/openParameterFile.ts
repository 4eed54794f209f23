import { createByteReader, type ByteReader } from './byteReader.ts'
import type { SphinxFail } from './sphinxFail.ts'

const longestHeaderLine = 200
const mostHeaderLines = 50
const byteOrderMark = 0x11223344

/**
 * Opens one of Sphinx-3's parameter files (means, variances, transition_matrices): a text header, a
 * byte order mark, numbers of four bytes, and the sum of these. Checks the sum, and gives a reader of
 * the numbers. Source: sphinxbase, bio.c.
 */
export function openParameterFile(file: Uint8Array, fail: SphinxFail): ByteReader {
  const text = createByteReader(file, true, fail)
  if (text.line(longestHeaderLine) !== 's3') throw fail('is no Sphinx-3 parameter file')
  let hasSum = false
  for (let lines = 1; ; lines++) {
    if (lines > mostHeaderLines) throw fail('has no end of its header')
    const line = text.line(longestHeaderLine)
    if (line.trim() === 'endhdr') break
    if (line.startsWith('chksum0')) hasSum = true
  }
  const littleEndian = text.int32() === byteOrderMark
  const numbers = text.bytes(text.left)
  if (!littleEndian) {
    const mark = createByteReader(file.subarray(text.offset - numbers.length - 4), false, fail)
    if (mark.int32() !== byteOrderMark) throw fail('has no byte order mark')
  }
  if (!hasSum) return createByteReader(numbers, littleEndian, fail)
  if (numbers.length < 4 || numbers.length % 4 !== 0) throw fail('ends early: no sum at its end')
  const body = numbers.subarray(0, -4)
  const reader = createByteReader(numbers, littleEndian, fail)
  let sum = 0
  // Rotated left by 20 bits before each number.
  while (reader.left > 4) sum = (((sum << 20) | (sum >>> 12)) + reader.int32()) | 0
  if (sum !== reader.int32()) throw fail('is damaged: its own sum does not hold')
  return createByteReader(body, littleEndian, fail)
}
