/**
 * Reads a stream in pieces of given lengths; holds one piece, and what has just arrived, at a time.
 * @throws RangeError when the stream ends before the piece is whole
 */
export function createByteReader(stream: AsyncIterable<Buffer>) {
  const chunks = stream[Symbol.asyncIterator]()
  let arrived: Buffer = Buffer.alloc(0)
  return async function readBytes(length: number): Promise<Buffer> {
    const piece = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      if (arrived.length === 0) {
        const next = await chunks.next()
        if (next.done) throw new RangeError('the frames were cut off')
        arrived = next.value
      }
      const taken = arrived.copy(piece, filled)
      filled += taken
      arrived = arrived.subarray(taken)
    }
    return piece
  }
}
