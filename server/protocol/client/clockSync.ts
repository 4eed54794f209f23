/** One question for the server's clock and its answer. */
export interface ClockSample {
  /** ms on the client's clock: when it was asked, when the answer came. */
  askedMs: number
  answeredMs: number
  /** Epoch ms in the answer. */
  serverMs: number
}

export interface ClockEstimate {
  /** Add to a time on the client's clock to get epoch ms on the server's. */
  offsetMs: number
  /** The shortest round trip seen; the offset is right to within half of it. */
  roundTripMs: number
}

/**
 * The best of all samples so far: the one with the shortest round trip counts, since the error of the
 * offset is at most half of it (RFC 5905 §8, the clock filter). A sample that ends before it began
 * is left out.
 */
export function estimateClock(
  before: ClockEstimate | null,
  { askedMs, answeredMs, serverMs }: ClockSample,
): ClockEstimate | null {
  const roundTripMs = answeredMs - askedMs
  if (!(roundTripMs >= 0) || (before && before.roundTripMs <= roundTripMs)) return before
  return { offsetMs: serverMs - (askedMs + roundTripMs / 2), roundTripMs }
}
