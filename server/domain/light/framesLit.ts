import type { LightFrame } from '../lightFrame.ts'
import { chromaTrack } from './chromaTrack.ts'
import { decodeCode } from './decodeCode.ts'
import type { LightPerformance } from './judgeLight.ts'
import type { LightLimits } from './lightLimits.ts'
import { plannedSteps } from './plannedSteps.ts'

/**
 * The frames by which the colours are judged (judgeLight.ts): away from the changes of the screen, at the
 * lag that the face itself shows, and with skin to be seen. Whoever must be alive is in these; the others
 * may show anybody. The grey ones at either end, which anybody can foresee, are left out.
 */
export function framesLit(
  { secret, painted, frames }: LightPerformance,
  limits: LightLimits,
): ReadonlySet<LightFrame> {
  const { lights, durationsMs } = plannedSteps(secret)
  const track = chromaTrack(frames, limits)
  if (painted.length !== durationsMs.length + 1 || track.frames.length === 0) return new Set()
  const { steps } = decodeCode(track, { painted, lights }, limits).fit
  return new Set(
    track.frames.filter((_, at) => steps[at]! > 0 && steps[at]! < durationsMs.length - 1),
  )
}
