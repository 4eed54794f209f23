import { createFrameClock } from './createFrameClock.ts'

/** Where a browser has no requestVideoFrameCallback, how often to look for a new frame, ms. */
const lookEveryMs = 30

/**
 * Calls back for each frame that the video shows, with its time of capture, ms on
 * performance.now()'s clock. Returns the way to stop.
 */
export function watchFrames(
  video: HTMLVideoElement,
  onFrame: (captureMs: number) => void,
): () => void {
  const clock = createFrameClock()
  let isOn = true
  if (typeof video.requestVideoFrameCallback === 'function') {
    const next = () =>
      video.requestVideoFrameCallback((_, times) => {
        if (!isOn) return
        onFrame(clock(performance.now(), times))
        next()
      })
    next()
    return () => {
      isOn = false
    }
  }
  let lastSeconds = -1
  const timer = setInterval(() => {
    if (video.readyState < 2 || video.currentTime === lastSeconds) return
    lastSeconds = video.currentTime
    onFrame(clock(performance.now()))
  }, lookEveryMs)
  return () => clearInterval(timer)
}
