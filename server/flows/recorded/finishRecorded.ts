import { checkCameraLabel } from '../../domain/capture/virtualCamera.ts'
import type { ClientVerdict } from '../../protocol/capture.ts'
import { clientVerdictOf } from '../clientVerdictOf.ts'
import type { KeepVerdict } from '../keepVerdict.ts'
import { takeForJudging, type JudgingDeps } from '../takeForJudging.ts'
import type { AssessRecorded } from './assessRecorded.ts'
import { performedPart } from './performedPart.ts'
import type { JudgedClip } from './recordCommitment.ts'
import type { StartedRecording } from './recordedCeremony.ts'

interface Deps extends JudgingDeps {
  assessRecorded: AssessRecorded
  keepVerdict: KeepVerdict
}

export type FinishRecorded = ReturnType<typeof createFinishRecorded>

/**
 * From the decoded clip to the verdict: takes the session and the challenge, judges, stores, as
 * finishCapture.ts does for a stream. The challenge had to be alive when the client committed itself to
 * the file. What is kept are the pictures and the sound of the ceremony; the record names the file by its
 * hash.
 * @throws ApiError of lossOf; Capture.ChallengeExpired, or what an analysis threw
 */
export function createFinishRecorded(deps: Deps) {
  return async function finishRecorded(
    { capture, issued, request, visitor }: StartedRecording,
    { painted, sizeBytes, sha256, at, afterMs, clip }: JudgedClip,
  ): Promise<ClientVerdict> {
    const owned = await takeForJudging(deps, capture, issued, at)
    const { secret } = issued
    const { lifetimeMs } = issued.challenge
    const performance = { secret, painted, clip, afterMs, lifetimeMs }
    const { verdict, frames } = await deps.assessRecorded(owned, performance)
    verdict.checks.push(checkCameraLabel(request.camera.label ?? ''))
    const { sound, durationMs, widthPx, heightPx } = clip
    const stored = await deps.keepVerdict(
      owned,
      verdict,
      { painted, stills: [], ...performedPart(secret, painted, { frames, sound }) },
      {
        captureMethod: 'record',
        challenge: secret,
        clip: { sizeBytes, sha256, durationMs, widthPx, heightPx },
        camera: request.camera,
        supports: request.supports,
        userAgent: visitor.userAgent,
      },
    )
    if (!stored) throw await deps.lossOf(owned.session.bizToken)
    return clientVerdictOf(stored, verdict.advice)
  }
}
