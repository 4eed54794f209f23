import { ApiError } from '../errors.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { IssuedChallenge } from './issueChallenge.ts'
import type { LossOf } from './lossOf.ts'
import type { Transition } from './transition.ts'

/** What a capture needs to be judged. */
export interface JudgingDeps {
  sessions: {
    transition: Transition<{ workingSince: number }, { captureId: string }>
  }
  lossOf: LossOf
  challenges: { use(challengeId: string, captureId: string, now: number): Promise<boolean> }
  clock: () => number
}

/**
 * A capture takes its session for the verdict, and uses its challenge, once. What the capture itself took does
 * not count as time of a judge that died (releaseAbandoned.ts).
 *
 * @param performedAt epoch ms at which the challenge had to be alive
 * @throws ApiError of lossOf; Capture.ChallengeExpired
 */
export async function takeForJudging(
  { sessions, challenges, lossOf, clock }: JudgingDeps,
  capture: AdmittedCapture,
  { challenge: { challengeId } }: IssuedChallenge,
  performedAt: number,
): Promise<AdmittedCapture> {
  const { captureId } = capture
  const session = await sessions.transition(
    capture.session.bizToken,
    ['capturing'],
    'judging',
    { workingSince: clock() },
    { captureId },
  )
  if (!session) throw await lossOf(capture.session.bizToken)
  if (!(await challenges.use(challengeId, captureId, performedAt))) {
    throw new ApiError('Capture.ChallengeExpired')
  }
  return { ...capture, session }
}
