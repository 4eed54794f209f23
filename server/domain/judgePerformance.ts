import { actionLimits } from './action/actionLimits.ts'
import { judgeAction } from './action/judgeAction.ts'
import type { CapturedSound } from './capture/capturedSound.ts'
import type { Liveness } from './capture/liveness.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { digitLimits } from './digit/digitLimits.ts'
import type { HeardCode } from './digit/digitListener.ts'
import { judgeDigits } from './digit/judgeDigits.ts'
import { judgeLight } from './light/judgeLight.ts'
import { lightLimits } from './light/lightLimits.ts'
import { digitPartOf } from './digitPart.ts'
import type { LightFrame, PaintTimeline } from './lightFrame.ts'
import { lightPartOf } from './lightPart.ts'

/** What one ceremony left behind, whatever its mode. */
export interface Performance {
  secret: ChallengeSecret
  painted: PaintTimeline
  frames: readonly LightFrame[]
  /** Null where nothing is to be said, or nothing was sent. */
  sound: CapturedSound | null
  heard: HeardCode | null
}

export type JudgePerformance = (performance: Performance) => Liveness

/** The judge of the mode, with the limits that ship. */
export const judgePerformance: JudgePerformance = ({ secret, painted, frames, sound, heard }) => {
  switch (secret.kind) {
    case 'light':
    // Nothing passive tells a recording that is injected from a camera: the colours do (R11).
    case 'silent':
      return judgeLight({ secret: secret.light, painted, frames }, lightLimits)
    case 'digit':
      return judgeDigits({ secret: secret.digit, painted, frames, sound, heard }, digitLimits)
    case 'light-digit': {
      // Each part is judged by itself, as strictly as alone; what both saw is one camera's stream.
      const said = digitPartOf(secret, painted)!
      return bothOf(
        judgeLight(lightPartOf(secret, painted, frames)!, lightLimits),
        judgeDigits(
          { secret: secret.digit, painted: said.painted, frames, sound, heard },
          digitLimits,
        ),
      )
    }
    case 'action':
      return judgeAction({ secret: secret.action, painted, frames }, actionLimits)
    default:
      return secret satisfies never
  }
}

/** Proof against either decides; then doubt about either. */
function bothOf(...parts: readonly Liveness[]): Liveness {
  const checks = parts.flatMap(part => part.checks)
  const worst =
    parts.find(({ outcome }) => outcome === 'fail') ??
    parts.find(({ outcome }) => outcome !== 'pass')
  return { ...(worst ?? parts[0]!), checks }
}
