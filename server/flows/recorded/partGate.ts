import { recordedLimits, recordLimits } from '../../domain/capture/recordedLimits.ts'
import { ApiError } from '../../errors.ts'
import type { ByteBudget } from './byteBudget.ts'

/**
 * Lets the parts of one clip arrive: so many in all, so many at once, and while there is memory for them. A clip
 * that has begun keeps the memory that one part arrives in, so that there is always room for its next.
 */
export interface PartGate {
  /**
   * Reads one part, and has `keep` take it while the memory it arrives in is still accounted for.
   * @throws ApiError Capture.TooMany, which is the clip's end; Capture.Busy
   */
  pass<Kept>(
    readBody: (maxBytes: number) => Promise<Uint8Array>,
    keep: (part: Uint8Array) => Kept,
  ): Promise<Kept>
  /** Gives the memory back, after what still arrives. */
  close(): void
}

export function createPartGate(budget: ByteBudget, hasBegun: () => boolean): PartGate {
  const { maxPartBytes } = recordLimits
  let parts = 0
  let arriving = 0
  /** The clip's own room for a part. */
  let own: 'none' | 'free' | 'used' = 'none'
  let isClosed = false
  return {
    async pass(readBody, keep) {
      if (++parts > recordedLimits.maxParts) throw new ApiError('Capture.TooMany')
      if (arriving >= recordedLimits.maxPartsAtOnce) throw new ApiError('Capture.Busy')
      const isOwn = own === 'free'
      if (isOwn) own = 'used'
      else if (!budget.take(maxPartBytes)) throw new ApiError('Capture.Busy')
      arriving += 1
      try {
        return keep(await readBody(maxPartBytes))
      } finally {
        arriving -= 1
        const isKept = isOwn || (own === 'none' && hasBegun())
        if (isKept && !isClosed) own = 'free'
        else budget.giveBack(maxPartBytes)
      }
    },
    close() {
      isClosed = true
      if (own === 'free') budget.giveBack(maxPartBytes)
      own = 'none'
    },
  }
}
