import type { CapturedSound } from '../capture/capturedSound.ts'
import { checkPresence } from '../capture/checkPresence.ts'
import type { Liveness } from '../capture/liveness.ts'
import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import { checkCode } from './checkCode.ts'
import { checkLips } from './checkLips.ts'
import { checkLipTimes } from './checkLipTimes.ts'
import { answersOf, checkOnsets } from './checkOnsets.ts'
import { checkVoice } from './checkVoice.ts'
import { cropSound } from './cropSound.ts'
import type { HeardCode } from './digitListener.ts'
import type { DigitLimits } from './digitLimits.ts'
import { digitReasons, type DigitReason } from './digitReasons.ts'
import type { DigitSecret } from './generateDigitChallenge.ts'
import { measureSound } from './measureSound.ts'
import { toDigitSteps } from './toDigitSteps.ts'

/** What one ceremony left behind. */
export interface DigitPerformance {
  secret: DigitSecret
  /** Of the digit steps: lead-in, digits, tail, end. */
  painted: PaintTimeline
  frames: readonly LightFrame[]
  /** Null when no sound came. */
  sound: CapturedSound | null
  /** What the models heard of the code; null without sound. */
  heard: HeardCode | null
}

/**
 * Were the digits read aloud, by the mouth that is seen, when they were shown (R7, liveness.md
 * §2.3)? Every check after the first stage that fails would measure something else, so that stage
 * ends it. A face driven by a live voice passes all of them: passive PAD and the comparison have to
 * say theirs.
 */
export function judgeDigits(performance: DigitPerformance, limits: DigitLimits): Liveness {
  const { secret, painted, frames, sound, heard } = performance
  const durationsMs = toDigitSteps(secret).map(({ durationMs }) => durationMs)
  const checks: Check[] = []
  const presence = checkPresence('digits', { painted, frames, durationsMs }, limits)
  checks.push(...presence.checks)
  if (presence.reason) return livenessOf(presence.reason, checks)
  if (!sound || !heard) {
    checks.push(checkOf('voice.segments', 0, { min: 1 }))
    return livenessOf('silent', checks)
  }

  const [startMs, endMs] = [painted[0]!, painted.at(-1)!]
  const during = framesBetween(frames, startMs, endMs)
  const heardTrack = cropSound(sound, startMs, endMs)
  const measured = measureSound(heardTrack)
  const answers = answersOf(measured.segments, painted, limits)
  const stages = [
    () => checkVoice({ sound, measured, startMs, endMs }, limits),
    () => checkOnsets(answers, measured.segments, painted, limits),
    () => checkCode(heard, limits),
    () => checkLips(during, answers, heardTrack, limits),
    () => checkLipTimes(during, answers, limits),
  ]
  for (const stage of stages) {
    const finding = stage()
    checks.push(...finding.checks)
    if (finding.reason) return livenessOf(finding.reason, checks)
  }
  return livenessOf(null, checks)
}

function framesBetween(
  frames: readonly LightFrame[],
  fromMs: number,
  toMs: number,
): readonly LightFrame[] {
  return frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs)
}

function livenessOf(reason: DigitReason | null, checks: Check[]): Liveness {
  if (reason) return { ...digitReasons[reason], checks }
  return { outcome: 'pass', resultCode: 0, advice: null, checks }
}
