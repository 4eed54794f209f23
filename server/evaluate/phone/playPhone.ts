import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import { hasLight } from '../../domain/rule.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Voice } from '../../phone/voice/voice.ts'
import { lookAtPerformance } from './lookAtPerformance.ts'
import { performPhone, type PhonePlay } from './performPhone.ts'

interface PhonePlayers {
  vision: CaptureVision
  encode: EncodeJpeg
  voices: readonly Voice[]
}

/** One ceremony of the simulated phone, and what the server's eyes make of it. */
export async function playPhone(
  players: PhonePlayers,
  play: PhonePlay,
): Promise<{ secret: ChallengeSecret; material: CaptureMaterial }> {
  const { secret, performance } = await performPhone(players, play)
  const needsPad = !hasLight(play.mode)
  const material = await lookAtPerformance(players.vision, secret, performance, { needsPad })
  return { secret, material }
}
