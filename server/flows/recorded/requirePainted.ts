import { clockLimits } from '../../domain/capture/captureLimits.ts'
import { ApiError } from '../../errors.ts'

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
  if (painted.length !== steps + 1) throw new ApiError('Capture.Incomplete')
  if (painted.some((timeMs, step) => step > 0 && !(timeMs > painted[step - 1]!))) {
    throw new ApiError('Capture.OutOfOrder')
  }
  const lastedMs = painted.at(-1)! - painted[0]!
  if (!(lastedMs <= sinceChallengeMs + clockLimits.maxFutureMs)) {
    throw new ApiError('Capture.ClockRefused')
  }
}
