import type { Clock } from '../platform/createClock.ts'
import type { CameraContext, CameraFrame } from '../platform/platform.ts'
import { quietly } from '../platform/quietly.ts'
import { wait } from '../platform/wait.ts'
import { within } from '../platform/within.ts'

/** A camera that hands out frames, newest only. */
export interface FrameSource {
  /** Replaces the listener before; `atMs` is when the frame came. */
  listen: (listener: (frame: CameraFrame, atMs: number) => void) => void
  close: () => void
}

/** Wanted are 10 a second; a camera below 8 is better used for a clip (issue facts: 25–30 are usual). */
const leastFrames = 8
const countMs = 1_000
/** No frame by then: the listener is there by name only, ms. */
const silentMs = 2_000
/** Stills for the comparison come from the same frames, in the shape 3 : 4. */
const leastWidthPx = 480
const leastHeightPx = 640

/**
 * Starts the frame listener and watches it for a moment: frames of other sizes and rates than asked for are
 * common, and some phones give none. Null = not good enough.
 */
export async function probeFrames(
  camera: CameraContext,
  clock: Clock,
): Promise<FrameSource | null> {
  if (typeof camera.onCameraFrame !== 'function') return null
  let listener: (frame: CameraFrame, atMs: number) => void = () => undefined
  const frames = camera.onCameraFrame(frame => listener(frame, clock()))
  const source: FrameSource = {
    listen: next => {
      listener = next
    },
    close: () => {
      listener = () => undefined
      frames.stop(quietly)
    },
  }
  const first = await within<CameraFrame>(silentMs, (success, fail) => {
    source.listen(success)
    frames.start({ fail })
  })
  if (first && isLarge(first)) {
    let count = 0
    source.listen(() => {
      count += 1
    })
    await wait(countMs)
    if (count >= leastFrames) return source
  }
  source.close()
  return null
}

function isLarge({ width, height }: CameraFrame): boolean {
  const scale = Math.min(width / leastWidthPx, height / leastHeightPx)
  return scale >= 1
}
