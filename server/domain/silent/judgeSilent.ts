import { checkPresence } from '../capture/checkPresence.ts'
import type { Liveness } from '../capture/liveness.ts'
import { measureMovement } from '../capture/measureMovement.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import type { SilentLimits } from './silentLimits.ts'
import { silentReasons, type SilentReason } from './silentReasons.ts'
import type { SilentSecret } from './silentTiming.ts'

/** What one ceremony left behind. */
export interface SilentPerformance {
  secret: SilentSecret
  painted: PaintTimeline
  frames: readonly LightFrame[]
}

/**
 * One face throughout, and no still picture (R11)? That is all that nothing asked for can show here;
 * whether it lives is the passive model's to say, without which the mode is refused (rule.ts).
 */
export function judgeSilent(
  { secret, painted, frames }: SilentPerformance,
  limits: SilentLimits,
): Liveness {
  const durationsMs = [secret.durationMs]
  const presence = checkPresence('silent', { painted, frames, durationsMs }, limits)
  const faces = frames.flatMap(({ face }) => (face ? [face] : []))
  const moves = checkOf(
    'silent.movement',
    measureMovement(faces),
    { min: limits.minMovement },
    'fail',
  )
  const checks = [...presence.checks, moves]
  const isStill = moves.outcome !== 'pass'
  // Of a face that moves too little for the stream's checks, this one says why.
  const isUnknown = presence.reason === null || presence.reason === 'unmoved'
  const reason: SilentReason | null = isUnknown && isStill ? 'stillPicture' : presence.reason
  if (reason) return { ...silentReasons[reason], checks }
  return { outcome: 'pass', resultCode: 0, advice: null, checks }
}
