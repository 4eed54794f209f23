import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import { votesPassively } from '../../domain/rule.ts'
import { lookAtPerformance } from './lookAtPerformance.ts'
import type { PerformPhone, PhonePlay } from './performPhone.ts'

interface PhonePlayers {
  vision: CaptureVision
  perform: PerformPhone
}

/** One ceremony of the simulated phone, and what the server's eyes make of it. */
export async function playPhone(
  { vision, perform }: PhonePlayers,
  play: PhonePlay,
): Promise<{ secret: ChallengeSecret; material: CaptureMaterial }> {
  const { secret, performance } = await perform(play)
  const needsPad = votesPassively(play.mode)
  const material = await lookAtPerformance(vision, secret, performance, { needsPad })
  return { secret, material }
}
