import { randomInt } from 'node:crypto'
import type { CaptureTrack, FrameAnalysis } from '../domain/capture/captureVision.ts'
import type { FrameResult, FrameTask } from './analyseFrame.ts'

/**
 * The detector looks for further faces in one of so many frames, and what it finds holds until the next.
 * Which one is drawn, so that nobody can show two faces in the others only.
 */
const countEvery = 5

/**
 * The frames of one capture, analysed one after the other, each from the mesh of the one before;
 * tracks run side by side on all workers.
 */
export function createTrack(
  analyseStill: CaptureTrack['analyseStill'],
  runFrame: (task: FrameTask) => Promise<FrameResult>,
): CaptureTrack {
  let last: Promise<unknown> = Promise.resolve()
  let count = 0
  let drawn = 0
  let faces = 1
  let landmarks: Float32Array | null = null
  let reference: Float32Array | null = null
  let isClosed = false

  async function analyseNext(jpeg: Uint8Array, timeMs: number): Promise<FrameAnalysis> {
    if (isClosed) return { ok: false, fault: 'empty', detail: 'the track was closed' }
    if (count > 0 && count % countEvery === 0) drawn = randomInt(countEvery)
    const countsFaces = count++ % countEvery === drawn
    const result = await runFrame({
      kind: 'frame',
      jpeg,
      timeMs,
      previous: landmarks,
      reference,
      facesBefore: countsFaces ? null : faces,
    })
    if (result.analysis.ok) faces = Math.max(1, result.analysis.frame.faceCount)
    landmarks = result.landmarks
    reference = result.reference
    return result.analysis
  }

  return {
    analyse(jpeg, timeMs) {
      const next = last.then(() => analyseNext(jpeg, timeMs))
      last = next.catch(() => undefined)
      return next
    },
    analyseStill,
    close() {
      isClosed = true
    },
  }
}
