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

interface Deps {
  assessClip: AssessClip
  compareWithReference: CompareWithReference
  findReference: FindReference
}

export type AssessRecorded = ReturnType<typeof createAssessRecorded>

/**
 * The same two questions as of a stream (assessCapture.ts), asked of a recording: is it a live person who
 * did what was asked, and the one of the reference? Who is not live is compared with nobody. Rejects with
 * VisionError, or MediaError tooFewPixels.
 */
export function createAssessRecorded(deps: Deps) {
  return async function assessRecorded(
    { rule, session }: CaptureSubject,
    { secret, painted, clip }: { secret: ChallengeSecret; painted: PaintTimeline; clip: Clip },
  ): Promise<{ verdict: CaptureVerdict; frames: readonly KeptFrame[] }> {
    const task = toClipTask(secret, painted)
    const { live, probe, bestFrames, frames } = await deps.assessClip(clip, task, bestFrameCount)
    const stage: CaptureVerdict = {
      errCode: live.resultCode,
      liveStatus: live.resultCode,
      compareStatus: null,
      sim: null,
      checks: live.checks,
      advice: live.advice,
      bestFrames,
    }
    if (live.outcome !== 'pass') return { verdict: stage, frames }
    const compared = probe.ok
      ? await deps.compareWithReference(
          probe.embedding,
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
      checks: [...live.checks, ...probe.checks, ...compared.checks],
      advice: adviceOf(resultCode),
    }
    return { verdict, frames }
  }
}
