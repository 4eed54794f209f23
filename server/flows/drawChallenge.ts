import { generateActionChallenge } from '../domain/action/generateActionChallenge.ts'
import type { ChallengeSecret } from '../domain/challengeSecret.ts'
import { generateLightChallenge, type LightSecret } from '../domain/light/generateLightChallenge.ts'
import type { LightTiming } from '../domain/light/lightTiming.ts'
import type { LivenessMode } from '../domain/rule.ts'
import { ApiError } from '../errors.ts'

interface Deps {
  /** Cryptographic dice. */
  random: (sizeBytes: number) => Uint8Array
  timing: LightTiming
  /** Instead of a light challenge drawn anew: a known one, for measurements (main.ts). */
  drawLight?: () => LightSecret
}

export type DrawChallenge = (mode: LivenessMode) => ChallengeSecret

/** Draws the challenge of a mode. @throws ApiError Capture.ModeUnsupported for modes that are not there yet */
export function createDrawChallenge({ random, timing, drawLight }: Deps): DrawChallenge {
  return mode => {
    if (mode === 'light') {
      return { kind: 'light', light: drawLight?.() ?? generateLightChallenge(random, timing) }
    }
    if (mode === 'action') return { kind: 'action', action: generateActionChallenge(random) }
    throw new ApiError('Capture.ModeUnsupported')
  }
}
