import type { CameraContext } from '../platform/platform.ts'
import type { CaptureDriver, DriverDeps } from './captureDriver.ts'
import { createFramesDriver } from './framesDriver.ts'
import { openEncoder } from './openEncoder.ts'
import { probeFrames } from './probeFrames.ts'
import { createRecordDriver } from './recordDriver.ts'

interface Choice {
  camera: CameraContext
  mode: string
  /** `record`: never frames. */
  capture: 'auto' | 'record'
  workerPath: string
}

/**
 * A clip with sound does for every mode and on nearly every phone; frames, where the phone proves that it
 * hands them out, let the server guide the person, and need no upload. With sound they do not come at once.
 */
export async function chooseDriver(
  deps: DriverDeps,
  { camera, mode, capture, workerPath }: Choice,
): Promise<CaptureDriver> {
  if (capture === 'auto' && mode === 'light') {
    const encoder = openEncoder(deps.wx, workerPath)
    const source = encoder && (await probeFrames(camera, deps.clock))
    if (encoder && source) return createFramesDriver(deps, source, encoder)
    encoder?.close()
  }
  return createRecordDriver(deps, camera)
}
