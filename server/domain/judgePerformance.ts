import { actionLimits } from './action/actionLimits.ts'
import { judgeAction } from './action/judgeAction.ts'
import type { Liveness } from './capture/liveness.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { judgeLight } from './light/judgeLight.ts'
import { lightLimits } from './light/lightLimits.ts'
import type { LightFrame, PaintTimeline } from './lightFrame.ts'

/** What one ceremony left behind, whatever its mode. */
export interface Performance {
  secret: ChallengeSecret
  painted: PaintTimeline
  frames: readonly LightFrame[]
}

export type JudgePerformance = (performance: Performance) => Liveness

/** The judge of the mode, with the limits that ship. */
export const judgePerformance: JudgePerformance = ({ secret, painted, frames }) => {
  if (secret.kind === 'light') {
    return judgeLight({ secret: secret.light, painted, frames }, lightLimits)
  }
  return judgeAction({ secret: secret.action, painted, frames }, actionLimits)
}
