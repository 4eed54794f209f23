import { createHash } from 'node:crypto'
import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import type { LookOptions } from '../../domain/face.ts'
import { createCaptureMedia } from '../../flows/captureMedia.ts'
import type { Performance } from '../../phone/perform.ts'
import { bytesOf, createRandom } from '../random.ts'

/** What the server's eyes make of what a phone sent. */
export async function lookAtPerformance(
  vision: CaptureVision,
  secret: ChallengeSecret,
  { packets, painted }: Performance,
  options?: LookOptions,
): Promise<CaptureMaterial> {
  const media = createCaptureMedia({
    track: vision.openTrack(options),
    onHint: () => {},
    onFault: () => {},
    random: bytesOf(createRandom(Math.round(painted[0]!))),
  })
  try {
    for (const { kind, captureMs, payload } of packets) {
      if (kind === 'sound') {
        media.keepSound({ timeMs: captureMs, pcm: payload })
        continue
      }
      const hash = createHash('sha256').update(payload).digest('hex')
      const image = { timeMs: captureMs, jpeg: payload, hash }
      if (kind === 'frame') media.keepFrame(image)
      else media.keepStill(image)
    }
    const looked = await media.settle(secret, painted)
    const challengeSentMs = packets[0]!.captureMs - 100
    return { ...looked, previewHashes: [], painted, challengeSentMs }
  } finally {
    media.close()
  }
}
