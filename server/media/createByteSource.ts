import {
  AVERROR_EOF,
  AVSEEK_CUR,
  AVSEEK_END,
  AVSEEK_SET,
  AVSEEK_SIZE,
  IOContext,
} from './nodeAv.ts'

const bufferBytes = 64 * 1024
/** EINVAL, as FFmpeg's callbacks want it. */
const invalid = -22

/** Where the demuxer reads: memory, never a file or an address. The caller frees it. */
export function createByteSource(bytes: Buffer): IOContext {
  let position = 0
  const read = (size: number): Buffer | number => {
    if (position >= bytes.length) return AVERROR_EOF
    const piece = bytes.subarray(position, position + size)
    position += piece.length
    return piece
  }
  const origins = new Map<number, () => number>([
    [AVSEEK_SET, () => 0],
    [AVSEEK_CUR, () => position],
    [AVSEEK_END, () => bytes.length],
  ])
  const seek = (offset: bigint, whence: number): bigint => {
    if (whence === AVSEEK_SIZE) return BigInt(bytes.length)
    const to = (origins.get(whence)?.() ?? NaN) + Number(offset)
    if (!(to >= 0)) return BigInt(invalid)
    position = to
    return BigInt(position)
  }
  const io = new IOContext()
  io.allocContextWithCallbacks(bufferBytes, 0, read, null, seek)
  return io
}
