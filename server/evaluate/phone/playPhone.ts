import { createHash } from 'node:crypto'
import { captureLimits } from '../../domain/capture/captureLimits.ts'
import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { Vision } from '../../domain/face.ts'
import {
  generateLightChallenge,
  type LightSecret,
} from '../../domain/light/generateLightChallenge.ts'
import { lightTiming } from '../../domain/light/lightTiming.ts'
import { toLightChallenge } from '../../domain/light/toLightChallenge.ts'
import { createCaptureMedia } from '../../flows/captureMedia.ts'
import type { AttackName } from '../../phone/attacks/index.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import { createHandset } from '../../phone/createHandset.ts'
import { perform } from '../../phone/perform.ts'
import type { Head } from '../../phone/render/head.ts'
import { createRandom } from '../random.ts'

/** An honest ceremony indoors or in daylight, or one of the attacks. */
export type PhoneSpecies = 'genuine' | 'daylight' | AttackName

/** What the server asks clients for. */
const frameSize = { widthPx: captureLimits.frameWidthPx, heightPx: captureLimits.frameHeightPx }
const stillSize = {
  widthPx: captureLimits.stillWidthPx,
  heightPx: (captureLimits.stillWidthPx * 4) / 3,
}

/**
 * One ceremony of the simulated phone, and what the server's eyes make of it, without wall clock or
 * server. The same seed gives the same challenge, situation and pictures.
 */
export async function playPhone(
  { vision, encode }: { vision: Vision & CaptureVision; encode: EncodeJpeg },
  { head, species, seed }: { head: Head; species: PhoneSpecies; seed: number },
): Promise<{ secret: LightSecret; material: CaptureMaterial }> {
  const random = createRandom(seed)
  const bytes = (size: number) =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
  const secret = generateLightChallenge(bytes, lightTiming)
  const isAttack = species !== 'genuine' && species !== 'daylight'
  const handset = createHandset({
    person: head,
    seed,
    frameSize,
    stillSize,
    ...(isAttack ? { attack: species } : {}),
    ...(species === 'daylight' ? { wishes: { ambientLux: 2000 * 10 ** random() } } : {}),
  })
  const challenge = toLightChallenge(secret, `evaluation-${seed}`, 60_000)
  const { packets, painted } = await perform({ handset, challenge, encode })
  const media = createCaptureMedia({
    track: vision.openTrack(),
    onHint: () => {},
    onFault: () => {},
  })
  try {
    for (const { kind, captureMs, jpeg } of packets) {
      const hash = createHash('sha256').update(jpeg).digest('hex')
      const image = { timeMs: captureMs, jpeg, hash }
      if (kind === 'frame') media.keepFrame(image)
      else media.keepStill(image)
    }
    const looked = await media.settle(painted)
    const challengeSentMs = packets[0]!.captureMs - 100
    return { secret, material: { ...looked, previewHashes: [], painted, challengeSentMs } }
  } finally {
    media.close()
  }
}
