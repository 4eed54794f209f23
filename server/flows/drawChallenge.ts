import { generateActionChallenge } from '../domain/action/generateActionChallenge.ts'
import type { ChallengeSecret } from '../domain/challengeSecret.ts'
import { generateDigitChallenge } from '../domain/digit/generateDigitChallenge.ts'
import { generateLightChallenge, type LightSecret } from '../domain/light/generateLightChallenge.ts'
import type { LightTiming } from '../domain/light/lightTiming.ts'
import type { LivenessMode } from '../domain/rule.ts'

interface Deps {
  /** Cryptographic dice. */
  random: (sizeBytes: number) => Uint8Array
  timing: LightTiming
  /** Instead of a light challenge drawn anew: a known one, for measurements (main.ts). */
  drawLight?: () => LightSecret
}

export type DrawChallenge = (mode: LivenessMode) => ChallengeSecret

/** Draws the challenge of a mode. */
export function createDrawChallenge({ random, timing, drawLight }: Deps): DrawChallenge {
  const light = () => drawLight?.() ?? generateLightChallenge(random, timing)
  const digit = () => generateDigitChallenge(random)
  return mode => {
    switch (mode) {
      case 'light':
        return { kind: 'light', light: light() }
      case 'digit':
        return { kind: 'digit', digit: digit() }
      case 'light-digit':
        return { kind: 'light-digit', light: light(), digit: digit() }
      case 'action':
        return { kind: 'action', action: generateActionChallenge(random) }
      case 'silent':
        return { kind: 'silent', light: light() }
      default:
        return mode satisfies never
    }
  }
}
