import type { CaptureLimits } from '../capture.ts'

/** Decides which camera frames become packets. */
export interface Pacing {
  /**
   * Whether the frame taken at `captureMs` is to be sent. `bufferedBytes`: what the socket still
   * holds (WebSocket.bufferedAmount). Answering true counts as one packet.
   */
  admitFrame: (captureMs: number, bufferedBytes: number) => boolean
  /** Whether one more packet that is not a frame fits the second that ends at `nowMs`; counts it. */
  admitOther: (nowMs: number) => boolean
}

/** A camera delivers on its own beat: a frame this much early is as good as on time. */
const earlyMs = 8

/**
 * Pacing within the server's limits: about `frameRate` frames a second, never more packets in any
 * second than allowed, none while the socket is more than about a second behind (late frames would
 * only make the next ones later; a dropped frame is harmless, two usable ones a slot are enough).
 */
export function createPacing(
  limits: Pick<CaptureLimits, 'frameRate' | 'maxPacketsPerSecond'>,
  maxBufferedBytes = 262_144,
): Pacing {
  const intervalMs = 1000 / limits.frameRate
  let dueMs = -Infinity
  let recent: number[] = []

  function admit(atMs: number): boolean {
    recent = recent.filter(time => time > atMs - 1000)
    if (recent.length >= limits.maxPacketsPerSecond) return false
    recent.push(atMs)
    return true
  }

  return {
    admitFrame: (captureMs, bufferedBytes) => {
      if (captureMs < dueMs - earlyMs || bufferedBytes > maxBufferedBytes) return false
      if (!admit(captureMs)) return false
      // Keeps the average rate when the camera's beat does not divide it, without bursts after a gap.
      dueMs = Math.max(dueMs + intervalMs, captureMs + intervalMs / 2)
      return true
    },
    admitOther: admit,
  }
}
