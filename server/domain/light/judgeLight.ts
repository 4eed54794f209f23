import type { Advice } from '../../protocol/capture.ts'
import type { ResultCode } from '../../protocol/resultCodes.ts'
import type { Check } from '../check.ts'
import type { LightFrame, PaintTimeline } from '../lightFrame.ts'
import { cellResponses } from './cellResponses.ts'
import { checkTimeline } from './checkTimeline.ts'
import { chromaTrack, faceChroma, type ChromaTrack } from './chromaTrack.ts'
import { codeFinding } from './codeFinding.ts'
import { decodeCode, type CodeReading } from './decodeCode.ts'
import type { Finding } from './finding.ts'
import type { ShownLight } from './fitCode.ts'
import type { LightSecret } from './generateLightChallenge.ts'
import type { LightLimits } from './lightLimits.ts'
import { lightReasons, type LightReason } from './lightReasons.ts'
import { measureRelief } from './measureRelief.ts'
import { plannedSteps } from './plannedSteps.ts'
import { reliefFinding } from './reliefFinding.ts'

/** Outcome of a light ceremony. */
export type LightVerdict =
  | { outcome: 'pass'; reason: null; resultCode: 0; advice: null; checks: Check[] }
  | {
      outcome: 'fail' | 'inconclusive'
      reason: LightReason
      resultCode: ResultCode
      advice: Advice
      checks: Check[]
    }

/** What one ceremony left behind. */
export interface LightPerformance {
  secret: LightSecret
  painted: PaintTimeline
  frames: readonly LightFrame[]
}

/**
 * Steps 1 and 3–5 and the decision of liveness.md §1.5 (step 2 is the vision's): was it performed
 * as planned, does the face answer with the code, and as a face in relief does? The first stage
 * that finds a reason against decides. Doubt is inconclusive; only proof passes.
 */
export function judgeLight(performance: LightPerformance, limits: LightLimits): LightVerdict {
  const { secret, painted, frames } = performance
  const timeline = checkTimeline(secret, painted, frames, limits)
  if (timeline.reason) return verdictOf(timeline.reason, timeline.checks)

  const shown = { painted, lights: plannedSteps(secret).lights }
  const track = chromaTrack(frames, limits)
  const reading = decodeCode(track, shown, limits)
  const code = codeFinding(reading, track.hasBackground, limits)
  const checks = [...timeline.checks, ...code.checks]
  if (code.reason)
    return verdictOf(sheetBefore(performance, track, shown, limits) ?? code.reason, checks)

  const relief = reliefOf(track, reading, shown, limits)
  return verdictOf(relief.reason, [...checks, ...relief.checks])
}

/**
 * A print that fills the picture answers with its margins as with its face, and the background
 * takes the whole answer off. So a weak one is looked at once more without the background, which
 * can only turn a doubt into a no.
 */
function sheetBefore(
  { frames }: LightPerformance,
  track: ChromaTrack,
  shown: ShownLight,
  limits: LightLimits,
): LightReason | null {
  if (!track.hasBackground) return null
  const alone = faceChroma(frames)
  const reading = decodeCode(alone, shown, limits)
  if (codeFinding(reading, false, limits).reason) return null
  const { reason } = reliefOf(alone, reading, shown, limits)
  return reason && lightReasons[reason].outcome === 'fail' ? reason : null
}

function reliefOf(
  track: ChromaTrack,
  reading: CodeReading,
  { lights }: ShownLight,
  limits: LightLimits,
): Finding {
  const { steps } = reading.fit
  const frames = track.frames.filter((_, frame) => steps[frame]! >= 0)
  const shownTo = steps.filter(step => step >= 0)
  const responses = cellResponses({
    frames,
    lights: Float64Array.from([...shownTo].flatMap(step => lights[step]!)),
    screenShares: reading.screenShares,
  })
  const { widthPx, heightPx, face } = frames[frames.length >> 1]!
  const { interOcularPx, centre } = face!
  const place = { widthPx, heightPx, interOcularPx, centre }
  return reliefFinding(measureRelief(responses, place, limits), limits)
}

function verdictOf(reason: LightReason | null, checks: Check[]): LightVerdict {
  if (reason) return { reason, ...lightReasons[reason], checks }
  return { outcome: 'pass', reason: null, resultCode: 0, advice: null, checks }
}
