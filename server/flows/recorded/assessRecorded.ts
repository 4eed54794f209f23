import { adviceOf } from '../../domain/adviceOf.ts'
import { bestFrameCount } from '../../domain/capture/bestFrames.ts'
import type { KeptFrame } from '../../domain/capture/captureMaterial.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import type { Clip } from '../../domain/clip/clip.ts'
import { toClipTask } from '../../domain/clip/toClipTask.ts'
import type { PaintTimeline } from '../../domain/lightFrame.ts'
import type { CaptureSubject, CaptureVerdict } from '../assessCapture.ts'
import type { AssessClip } from '../assessClip.ts'
import type { CompareWithReference } from '../compareWithReference.ts'
import type { FindReference } from '../findReference.ts'
import { checkCommitment } from './checkCommitment.ts'

interface Deps {
  assessClip: AssessClip
  compareWithReference: CompareWithReference
  findReference: FindReference
}

/** What was recorded, and in what time. */
export interface RecordedPerformance {
  secret: ChallengeSecret
  painted: PaintTimeline
  clip: Clip
  afterMs: number
  lifetimeMs: number
}

/** 疑似非真人: a clip that is longer than its challenge was known was not filmed for it. */
const unproven = 1003

export type AssessRecorded = ReturnType<typeof createAssessRecorded>

/**
 * The same two questions as of a stream (assessCapture.ts), asked of a recording: is it a live person who
 * did what was asked, and the one of the reference? Who is not live is compared with nobody. Rejects with
 * VisionError, or MediaError tooFewPixels.
 *
 * @param given `afterMs`: from giving the challenge out to the commitment; `lifetimeMs`: of the challenge
 */
export function createAssessRecorded(deps: Deps) {
  return async function assessRecorded(
    { rule, session }: CaptureSubject,
    given: RecordedPerformance,
  ): Promise<{ verdict: CaptureVerdict; frames: readonly KeptFrame[] }> {
    const { clip, afterMs, lifetimeMs } = given
    const task = toClipTask(given.secret, given.painted)
    const { live, probe, bestFrames, frames } = await deps.assessClip(clip, task, bestFrameCount)
    const { durationMs } = clip
    const commitment = checkCommitment({ afterMs, lifetimeMs, durationMs })
    const stage: CaptureVerdict = {
      errCode: live.resultCode,
      liveStatus: live.resultCode,
      compareStatus: null,
      sim: null,
      checks: [...live.checks, ...commitment],
      advice: live.advice,
      bestFrames,
    }
    if (live.outcome !== 'pass') return { verdict: stage, frames }
    if (commitment.some(({ outcome }) => outcome !== 'pass')) {
      const verdict = {
        ...stage,
        errCode: unproven,
        liveStatus: unproven,
        advice: 'liveness' as const,
      }
      return { verdict, frames }
    }
    const compared = probe.ok
      ? await deps.compareWithReference(
          probe.embeddings,
          await deps.findReference(session),
          rule.simThreshold,
        )
      : { resultCode: probe.resultCode, sim: null, checks: [] }
    const { resultCode, sim } = compared
    const verdict = {
      ...stage,
      errCode: resultCode,
      compareStatus: resultCode,
      sim,
      checks: [...stage.checks, ...probe.checks, ...compared.checks],
      advice: adviceOf(resultCode),
    }
    return { verdict, frames }
  }
}
