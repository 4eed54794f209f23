import type { RecordLimits } from '../../protocol/recordedCapture.ts'

/** Told to the client in the answer to `start`. */
export const recordLimits: RecordLimits = {
  // 16 s, the longest ceremony that is recorded (light, then digits), at 4 Mbit/s.
  maxClipBytes: 8 * 1024 * 1024,
  // Half a minute of a line of .14 Mbit/s: what was lost on the way is soon sent again.
  maxPartBytes: 512 * 1024,
  // The largest clip over .6 Mbit/s. Well before a capture counts as abandoned, which is counted from the
  // commitment, and again from the judgement (flows/markWorking.ts).
  uploadMs: 120_000,
}

/** What one process allows recorded captures; each bounds what hostile clients can hold or cost. */
export const recordedLimits = {
  /**
   * Of a challenge's life, beyond its steps, ms: a camera that starts and stops slowly, and reading the
   * file. Whoever makes a clip instead has no more either.
   */
  maxSpareMs: 30_000,
  /** A clip may be longer than its challenge was known by so much, ms: what a container rounds. */
  maxOverlengthMs: 1_000,
  /** Captures that were started and are not over. */
  maxCaptures: 500,
  /** Of all clips that have begun to arrive, each at its announced size, and of parts that are arriving, bytes. */
  maxTotalBytes: 256 * 1024 * 1024,
  /** Parts of one clip, those to learn `received` and those that came twice included. */
  maxParts: 400,
  /** Parts of one clip that arrive at once: one, and those whose line the server has not yet seen break. */
  maxPartsAtOnce: 4,
  /** Clips that are decoded and looked at: each may unfold to 96 MB of pictures (media/clipLimits.ts). */
  maxJudged: 8,
  /** How long the end of a capture is told to who asks again, ms. */
  answerMs: 600_000,
  /** Ends that are remembered. */
  maxAnswers: 2000,
} as const
