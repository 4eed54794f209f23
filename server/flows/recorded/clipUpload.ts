import { createHash } from 'node:crypto'
import { ApiError } from '../../errors.ts'
import type { ByteBudget } from './byteBudget.ts'

/** A clip that comes in parts, in memory only. */
export interface ClipUpload {
  /**
   * Takes a part that begins at or before the end of what is there; what came before must be the same.
   * @returns the number of bytes that are there without a gap
   * @throws ApiError Capture.OutOfOrder for a gap, TooBig beyond the announced size, ChainBroken for
   * other bytes than those that are there
   */
  add(offset: number, part: Uint8Array): number
  received(): number
  /**
   * The clip, when all of it is there and is the one that was announced.
   * @throws ApiError Capture.Incomplete, ChainBroken
   */
  whole(): Uint8Array
  /** Gives the memory back. */
  drop(): void
}

/** @throws ApiError Capture.Busy when the budget does not allow so many bytes */
export function createClipUpload(
  { sizeBytes, sha256 }: { sizeBytes: number; sha256: string },
  budget: ByteBudget,
): ClipUpload {
  if (!budget.take(sizeBytes)) throw new ApiError('Capture.Busy')
  let bytes: Buffer | null = Buffer.alloc(sizeBytes)
  let received = 0

  function requireBytes(): Buffer {
    if (!bytes) throw new Error('a clip that was dropped is asked for')
    return bytes
  }

  return {
    add(offset, part) {
      const clip = requireBytes()
      if (offset > received) throw new ApiError('Capture.OutOfOrder')
      if (offset + part.length > sizeBytes) throw new ApiError('Capture.TooBig')
      const known = part.subarray(0, received - offset)
      if (!clip.subarray(offset, offset + known.length).equals(known)) {
        throw new ApiError('Capture.ChainBroken')
      }
      clip.set(part.subarray(known.length), offset + known.length)
      received = Math.max(received, offset + part.length)
      return received
    },
    received: () => received,
    whole() {
      const clip = requireBytes()
      if (received < sizeBytes) throw new ApiError('Capture.Incomplete')
      if (createHash('sha256').update(clip).digest('hex') !== sha256) {
        throw new ApiError('Capture.ChainBroken')
      }
      return clip
    },
    drop() {
      if (bytes) budget.giveBack(sizeBytes)
      bytes = null
    },
  }
}
