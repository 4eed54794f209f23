import { open } from 'node:fs/promises'
import { UsageError } from '../command.ts'

const mib = 1024 * 1024
/** Read in pieces: what is no regular file does not say how long it is. */
const pieceBytes = 64 * 1024

/**
 * A file's bytes, and no more than `maxBytes` of them: a name may stand for a device or for a film.
 *
 * @param what it is, as named in the error
 * @throws UsageError when it holds more, or cannot be opened; what the system throws when it cannot be read
 */
export async function readBounded(
  file: string,
  what: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: unknown) => {
    throw unreadable(file, what, cause)
  })
  try {
    if ((await handle.stat()).isDirectory()) throw new UsageError(`${what} ${file} is a folder.`)
    const pieces: Uint8Array[] = []
    let total = 0
    for (;;) {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(pieceBytes))
      if (bytesRead === 0) return Buffer.concat(pieces)
      total += bytesRead
      if (total > maxBytes) {
        throw new UsageError(`${what} ${file} is larger than ${maxBytes / mib} MB.`)
      }
      pieces.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

function unreadable(file: string, what: string, cause: unknown): UsageError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  const why = isMissing ? 'does not exist' : 'cannot be read'
  return new UsageError(`${what} ${file} ${why}.`, { cause })
}
