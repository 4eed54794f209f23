import { checkCameraLabel } from '../../domain/capture/virtualCamera.ts'
import type { Session, SessionState } from '../../domain/session.ts'
import { ApiError } from '../../errors.ts'
import type { ClientVerdict } from '../../protocol/capture.ts'
import { clientVerdictOf } from '../clientVerdictOf.ts'
import type { KeepVerdict } from '../keepVerdict.ts'
import type { AssessRecorded } from './assessRecorded.ts'
import { performedPart } from './performedPart.ts'
import type { JudgedClip, StartedRecording } from './recordedCeremony.ts'

interface Deps {
  sessions: {
    transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: { workingSince: number },
      guard: { captureId: string },
    ): Promise<Session | null>
  }
  challenges: { use(challengeId: string, captureId: string, now: number): Promise<boolean> }
  assessRecorded: AssessRecorded
  keepVerdict: KeepVerdict
  clock: () => number
}

export type FinishRecorded = ReturnType<typeof createFinishRecorded>

/**
 * From the decoded clip to the verdict: takes the session and the challenge, judges, stores, as
 * finishCapture.ts does for a stream. The challenge had to be alive when the client committed itself to
 * the file. What is kept are the pictures and the sound of the ceremony; the record names the file by its
 * hash.
 * @throws ApiError Capture.Superseded, ChallengeExpired, Session.Gone, or what an analysis threw
 */
export function createFinishRecorded(deps: Deps) {
  return async function finishRecorded(
    { capture, issued, request, visitor }: StartedRecording,
    { painted, sizeBytes, sha256, at, afterMs, clip }: JudgedClip,
  ): Promise<ClientVerdict> {
    const { captureId } = capture
    const session = await deps.sessions.transition(
      capture.session.bizToken,
      ['capturing'],
      'judging',
      // What the upload took does not count as time of a judge that died (releaseAbandoned.ts).
      { workingSince: deps.clock() },
      { captureId },
    )
    if (!session) throw new ApiError('Capture.Superseded')
    if (!(await deps.challenges.use(issued.challenge.challengeId, captureId, at))) {
      throw new ApiError('Capture.ChallengeExpired')
    }
    const owned = { ...capture, session }
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
    if (!stored) throw new ApiError('Session.Gone')
    return clientVerdictOf(stored, verdict.advice)
  }
}
