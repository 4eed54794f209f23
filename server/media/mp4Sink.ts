import { AVSEEK_CUR, AVSEEK_END, AVSEEK_SIZE, IOContext } from './nodeAv.ts'

const startBytes = 1024 * 1024
const bufferBytes = 64 * 1024
/** ENOSPC, as FFmpeg's callbacks want it. */
const noSpace = -28

/** Where the muxer writes: memory, never a file, since what it writes shows a person. */
export interface Mp4Sink {
  io: IOContext
  /** More came than may be; it was dropped. */
  isOverfull(): boolean
  bytes(): Uint8Array
}

export function createMp4Sink(maxBytes: number): Mp4Sink {
  let content = Buffer.alloc(Math.min(startBytes, maxBytes))
  let position = 0
  let length = 0
  let isOverfull = false

  const write = (chunk: Buffer): number => {
    const end = position + chunk.length
    if (end > maxBytes) {
      isOverfull = true
      return noSpace
    }
    if (end > content.length) {
      const larger = Buffer.alloc(Math.min(maxBytes, Math.max(end, content.length * 2)))
      content.copy(larger, 0, 0, length)
      content = larger
    }
    content.set(chunk, position)
    position = end
    length = Math.max(length, end)
    return chunk.length
  }
  const seek = (offset: bigint, whence: number): bigint => {
    if (whence === AVSEEK_SIZE) return BigInt(length)
    const from = whence === AVSEEK_CUR ? position : whence === AVSEEK_END ? length : 0
    position = from + Number(offset)
    return BigInt(position)
  }

  const io = new IOContext()
  io.allocContextWithCallbacks(bufferBytes, 1, null, write, seek)
  return { io, isOverfull: () => isOverfull, bytes: () => content.subarray(0, length) }
}
