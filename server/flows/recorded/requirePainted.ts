import { clockLimits } from '../../domain/capture/captureLimits.ts'
import { recordedRefusals } from './recordedRefusals.ts'

/**
 * The painted times of a recording, as far as they can be held against anything before it is looked at:
 * of every step and of the end, each after the one before, and all of them since the challenge was given
 * out. Whether each step lasted as planned is the judge's to say (result code 1008), as with a stream.
 *
 * @param sinceChallengeMs time since it was sent, on our clock
 * @throws ApiError Capture.Incomplete, OutOfOrder, ClockRefused
 */
export function requirePainted(
  painted: readonly number[],
  steps: number,
  sinceChallengeMs: number,
): void {
  if (painted.length !== steps + 1) {
    throw recordedRefusals.paintedCount(steps + 1, painted.length)
  }
  if (painted.some((timeMs, step) => step > 0 && !(timeMs > painted[step - 1]!))) {
    throw recordedRefusals.paintedOrder()
  }
  const lastedMs = painted.at(-1)! - painted[0]!
  if (!(lastedMs <= sinceChallengeMs + clockLimits.maxFutureMs)) {
    throw recordedRefusals.paintedTooLong()
  }
}
