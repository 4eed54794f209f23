import { clockLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import { isPossible, toClientMs, type ClientClock } from '../domain/capture/clientClock.ts'
import { ApiError } from '../errors.ts'
import type { Challenge } from '../protocol/challenge.ts'

/**
 * Notes that a step was painted: the next one, after the one before, neither before the challenge was
 * sent nor in the future; the first one soon.
 * @throws ApiError Capture.OutOfOrder, Capture.ClockRefused, Capture.ChallengeExpired
 */
export function addPainted(
  performance: {
    issued: { challenge: Challenge }
    painted: number[]
    challengeSentMs: number
  },
  { step, clockMs }: { step: number; clockMs: number },
  { clock, arrivedMs }: { clock: ClientClock; arrivedMs: number },
): void {
  const { painted, issued, challengeSentMs } = performance
  if (step !== painted.length || step > issued.challenge.steps.length) {
    throw new ApiError('Capture.OutOfOrder')
  }
  const earliest = painted.at(-1) ?? challengeSentMs - clockLimits.maxFutureMs
  if (clockMs <= earliest || !isPossible(clock, clockMs, arrivedMs)) {
    throw new ApiError('Capture.ClockRefused')
  }
  // By its arrival: what it says itself may be as old as a slow line makes it.
  const nowMs = toClientMs(clock, arrivedMs) ?? Infinity
  if (step === 0 && nowMs > challengeSentMs + socketLimits.maxStartMs) {
    throw new ApiError('Capture.ChallengeExpired')
  }
  painted.push(clockMs)
}
