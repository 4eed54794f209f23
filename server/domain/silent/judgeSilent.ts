import { checkPresence } from '../capture/checkPresence.ts'
import { findBlinks } from '../capture/findBlinks.ts'
import type { Liveness } from '../capture/liveness.ts'
import { measureMovement } from '../capture/measureMovement.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import { percentile } from '../percentile.ts'
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
 * One face throughout, that sways and blinks (R11)? Paper without holes does not blink; a cut-out and a video do:
 * whether it lives is the passive model's to say, without which the mode is refused (rule.ts).
 */
export function judgeSilent(
  { secret, painted, frames }: SilentPerformance,
  limits: SilentLimits,
): Liveness {
  const durationsMs = [secret.durationMs]
  const presence = checkPresence('silent', { painted, frames, durationsMs }, limits)
  // What was done before the look was asked for, or after it, says nothing: that may have been somebody else.
  const [start, end] = [painted[0] ?? NaN, painted.at(-1) ?? NaN]
  const samples = frames.flatMap(({ timeMs, face }) =>
    face && timeMs >= start && timeMs <= end ? [{ timeMs, face }] : [],
  )
  const faces = samples.map(({ face }) => face)
  const moves = checkOf(
    'silent.movement',
    measureMovement(faces),
    { min: limits.minMovement },
    'fail',
  )
  // No rest comes first: most of the time the eyes are open.
  const openEye = percentile(
    faces.map(({ eyeOpening }) => eyeOpening),
    0.8,
  )
  const shut = findBlinks(samples, openEye, limits).filter(
    ({ heldMs }) => heldMs >= limits.minShutMs,
  )
  const blinks = checkOf('silent.blinks', shut.length, { min: 1 })
  const checks = [...presence.checks, moves, blinks]
  const isStill = moves.outcome !== 'pass'
  // Of a face that moves too little for the stream's checks, this one says why.
  const isUnknown = presence.reason === null || presence.reason === 'unmoved'
  const missing = blinks.outcome === 'pass' ? null : 'eyesNotClosed'
  const reason: SilentReason | null =
    isUnknown && isStill ? 'stillPicture' : (presence.reason ?? missing)
  if (reason) return { ...silentReasons[reason], checks }
  return { outcome: 'pass', resultCode: 0, advice: null, checks }
}
