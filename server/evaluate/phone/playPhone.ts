import { createHash } from 'node:crypto'
import { captureLimits } from '../../domain/capture/captureLimits.ts'
import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import { toChallenge, type ChallengeSecret } from '../../domain/challengeSecret.ts'
import type { Vision } from '../../domain/face.ts'
import { lightTiming } from '../../domain/light/lightTiming.ts'
import { createDrawChallenge } from '../../flows/drawChallenge.ts'
import { createCaptureMedia } from '../../flows/captureMedia.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import { createHandset } from '../../phone/createHandset.ts'
import type { PhoneMode } from '../../phone/modes.ts'
import { perform } from '../../phone/perform.ts'
import type { Head } from '../../phone/render/head.ts'
import type { Voice } from '../../phone/voice/voice.ts'
import { createRandom } from '../random.ts'
import type { PhoneSpecies } from './phoneSpecies.ts'

interface PhonePlayers {
  vision: Vision & CaptureVision
  encode: EncodeJpeg
  voices: readonly Voice[]
}

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
  { vision, encode, voices }: PhonePlayers,
  {
    head,
    species,
    seed,
    mode,
  }: { head: Head; species: PhoneSpecies; seed: number; mode: PhoneMode },
): Promise<{ secret: ChallengeSecret; material: CaptureMaterial }> {
  const random = createRandom(seed)
  const bytes = (size: number) =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
  const secret = createDrawChallenge({ random: bytes, timing: lightTiming })(mode)
  const isAttack = species !== 'genuine' && species !== 'daylight'
  const handset = createHandset({
    person: head,
    seed,
    mode,
    voices,
    frameSize,
    stillSize,
    ...(isAttack ? { attack: species } : {}),
    ...(species === 'daylight' ? { wishes: { ambientLux: 2000 * 10 ** random() } } : {}),
  })
  const challenge = toChallenge(secret, `evaluation-${seed}`, 60_000)
  const { packets, painted } = await perform({
    handset,
    challenge,
    encode,
    soundMs: captureLimits.soundMs,
  })
  const media = createCaptureMedia({
    track: vision.openTrack(),
    onHint: () => {},
    onFault: () => {},
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
    const looked = await media.settle(painted)
    const challengeSentMs = packets[0]!.captureMs - 100
    return { secret, material: { ...looked, previewHashes: [], painted, challengeSentMs } }
  } finally {
    media.close()
  }
}
