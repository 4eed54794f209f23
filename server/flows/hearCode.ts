import type { CaptureMaterial } from '../domain/capture/captureMaterial.ts'
import type { ChallengeSecret } from '../domain/challengeSecret.ts'
import { cropSound } from '../domain/digit/cropSound.ts'
import type { DigitListener, HeardCode } from '../domain/digit/digitListener.ts'
import { digitPartOf } from '../domain/digitPart.ts'

export type HearCode = ReturnType<typeof createHearCode>

/**
 * Listens to what was said from the first digit on; null where nothing was to be said, or no sound
 * came. Rejects with VisionError.
 */
export function createHearCode(listener: DigitListener) {
  return async function hearCode(
    secret: ChallengeSecret,
    { painted, sound }: Pick<CaptureMaterial, 'painted' | 'sound'>,
  ): Promise<HeardCode | null> {
    const part = digitPartOf(secret, painted)
    if (!part || !sound) return null
    const { pcm } = cropSound(sound, part.painted[1] ?? 0, part.painted.at(-1) ?? 0)
    const [score = -Infinity] = await listener.scoreCodes(pcm, [part.digit.code])
    return { score, threshold: listener.threshold }
  }
}
