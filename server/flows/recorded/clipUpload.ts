import { createHash } from 'node:crypto'
import { ApiError } from '../../errors.ts'
import type { ByteBudget } from './byteBudget.ts'
import { recordedRefusals } from './recordedRefusals.ts'

/**
 * A clip that comes in parts, in memory only. Room for all of it is kept from its first part on, so that a clip
 * that has begun comes to its end; one that is only announced has none.
 */
export interface ClipUpload {
  /**
   * Takes a part that begins at or before the end of what is there; what came before must be the same.
   * @returns the number of bytes that are there without a gap
   * @throws ApiError Capture.OutOfOrder for a gap, TooBig beyond the announced size, ChainBroken for
   * other bytes than those that are there, Busy when the budget has no room for the whole clip
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

export function createClipUpload(
  { sizeBytes, sha256 }: { sizeBytes: number; sha256: string },
  budget: ByteBudget,
): ClipUpload {
  let pieces: Uint8Array[] | null = []
  let received = 0

  function requirePieces(): Uint8Array[] {
    if (!pieces) throw new Error('a clip that was dropped is asked for')
    return pieces
  }

  /** Whether these bytes, which end within what is there, are what is there from `offset` on. */
  function isKnown(offset: number, bytes: Uint8Array): boolean {
    let at = 0
    return requirePieces().every(piece => {
      const from = Math.max(offset - at, 0)
      const to = Math.min(offset + bytes.length - at, piece.length)
      const start = at + from - offset
      at += piece.length
      if (from >= to) return true
      return (
        Buffer.compare(piece.subarray(from, to), bytes.subarray(start, start + to - from)) === 0
      )
    })
  }

  return {
    add(offset, part) {
      const there = requirePieces()
      if (offset > received) throw recordedRefusals.gap(received)
      if (offset + part.length > sizeBytes) throw recordedRefusals.beyondEnd(sizeBytes)
      const known = part.subarray(0, received - offset)
      if (!isKnown(offset, known)) throw recordedRefusals.otherBytes(received)
      // A copy: the part may be a view of something larger.
      const piece = new Uint8Array(part.subarray(known.length))
      if (piece.length === 0) return received
      if (received === 0 && !budget.take(sizeBytes)) throw new ApiError('Capture.Busy')
      there.push(piece)
      received += piece.length
      return received
    },
    received: () => received,
    whole() {
      const there = requirePieces()
      if (received < sizeBytes) throw recordedRefusals.notAllThere(received, sizeBytes)
      const clip = Buffer.concat(there)
      if (createHash('sha256').update(clip).digest('hex') !== sha256) {
        throw new ApiError('Capture.ChainBroken')
      }
      // It may be asked for again, and is not to be there twice.
      pieces = [clip]
      return clip
    },
    drop() {
      if (pieces && received > 0) budget.giveBack(sizeBytes)
      pieces = null
    },
  }
}
