import type { Clip } from '../../domain/clip/clip.ts'
import type { RecordCommitRequest } from '../../protocol/recordedCapture.ts'

/** What a client bound itself to before its upload. */
export type RecordCommitment = Pick<RecordCommitRequest, 'painted' | 'sizeBytes' | 'sha256'>

/** A clip that kept to its commitment, as it is judged. */
export interface JudgedClip extends RecordCommitment {
  /** Epoch ms of the commitment. */
  at: number
  /** ms from the challenge to the commitment. */
  afterMs: number
  clip: Clip
}

export function isSameCommitment(one: RecordCommitment, other: RecordCommitment): boolean {
  return (
    one.sizeBytes === other.sizeBytes &&
    one.sha256 === other.sha256 &&
    one.painted.length === other.painted.length &&
    one.painted.every((timeMs, step) => timeMs === other.painted[step])
  )
}
