import { clockLimits } from './captureLimits.ts'

/**
 * What is known of the client's clock: the smallest (server time − client time) of any message that
 * says "it is now". That is the true offset plus the shortest way of a message, so no honest time
 * lies later than `serverMs − offsetMs`. Null before the first message, whose own value is kept.
 */
export type ClientClock = { offsetMs: number; firstOffsetMs: number } | null

/** A message said that its clock showed `clockMs`; it arrived at `serverMs` (monotonic). */
export function observeClock(clock: ClientClock, clockMs: number, serverMs: number): ClientClock {
  const offsetMs = serverMs - clockMs
  if (!clock) return { offsetMs, firstOffsetMs: offsetMs }
  return clock.offsetMs <= offsetMs ? clock : { ...clock, offsetMs }
}

/** Whether the clock went further ahead than the slowest first message explains. */
export function hasJumped(clock: ClientClock): boolean {
  return clock !== null && clock.firstOffsetMs - clock.offsetMs > clockLimits.maxLateMs
}

/** Whether something captured or painted at `timeMs` can have arrived at `serverMs`. */
export function isPossible(clock: ClientClock, timeMs: number, serverMs: number): boolean {
  if (!clock) return false
  const ageMs = serverMs - clock.offsetMs - timeMs
  return ageMs >= -clockLimits.maxFutureMs && ageMs <= clockLimits.maxLateMs
}

/** The client's clock when the server's showed `serverMs`, at the latest. */
export function toClientMs(clock: ClientClock, serverMs: number): number | null {
  return clock && serverMs - clock.offsetMs
}
