/** What requestVideoFrameCallback says about a frame, as far as it is of use here. */
export interface FrameTimes {
  /** ms on performance.now()'s clock; Chromium gives it for a local camera. */
  captureTime?: number
  /** Seconds on the stream's own clock. */
  mediaTime?: number
}

/** A capture time may not lie further from the callback than this, ms; else it is another clock's. */
const plausibleMs = 1_000

/**
 * Times of capture on the one clock of performance.now(). Without `captureTime` the stream's clock is
 * laid on ours by the shortest delay seen, which keeps the even beat of the camera and loses only a
 * constant; without either, the time of the callback has to do.
 */
export function createFrameClock(): (nowMs: number, times?: FrameTimes) => number {
  let shortestMs = Infinity
  let lastMediaMs = -1
  return (nowMs, { captureTime, mediaTime } = {}) => {
    if (captureTime !== undefined && Math.abs(nowMs - captureTime) < plausibleMs)
      return Math.min(captureTime, nowMs)
    if (mediaTime === undefined || !Number.isFinite(mediaTime)) return nowMs
    const mediaMs = mediaTime * 1000
    // A clock that jumped back or stands still is of no use any more.
    if (mediaMs <= lastMediaMs) shortestMs = Infinity
    lastMediaMs = mediaMs
    shortestMs = Math.min(shortestMs, nowMs - mediaMs)
    return mediaMs + shortestMs
  }
}
