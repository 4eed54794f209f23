import { hasJumped, observeClock, type ClientClock } from '../domain/capture/clientClock.ts'
import { ApiError } from '../errors.ts'

/**
 * What a message that says "it is now" tells of the client's clock.
 * @throws ApiError Capture.ClockRefused: its owner sets it ahead, hours of sound and all
 */
export function readClock(clock: ClientClock, clockMs: number, arrivedMs: number): ClientClock {
  const next = observeClock(clock, clockMs, arrivedMs)
  if (hasJumped(next)) throw new ApiError('Capture.ClockRefused')
  return next
}
