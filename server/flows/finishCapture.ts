import type { CaptureMaterial } from '../domain/capture/captureMaterial.ts'
import { socketLimits } from '../domain/capture/captureLimits.ts'
import { checkCameraLabel } from '../domain/capture/virtualCamera.ts'
import { VisionError } from '../domain/visionError.ts'
import type { ClientVerdict } from '../protocol/capture.ts'
import type { AdmittedCapture, Hello } from './admitCapture.ts'
import type { AssessCapture } from './assessCapture.ts'
import type { CaptureMedia } from './captureMedia.ts'
import { clientVerdictOf } from './clientVerdictOf.ts'
import type { Visitor } from './findForDevice.ts'
import type { IssuedChallenge } from './issueChallenge.ts'
import type { KeepVerdict } from './keepVerdict.ts'
import { takeForJudging, type JudgingDeps } from './takeForJudging.ts'

/** A performance that is complete. */
export interface FinishedCapture {
  issued: IssuedChallenge
  challengeSentMs: number
  painted: readonly number[]
  media: CaptureMedia
  circumstances: { hello: Hello; visitor: Visitor; captureMethod: 'socket' }
}

interface Deps extends JudgingDeps {
  assessCapture: AssessCapture
  keepVerdict: KeepVerdict
}

export type FinishCapture = ReturnType<typeof createFinishCapture>

/**
 * From the last packet to the verdict: takes the session and the challenge, waits for the last
 * analyses, judges, stores. The device learns the outcome and what to do, no score and no check.
 * @throws ApiError of lossOf; Capture.ChallengeExpired, or what an analysis threw
 */
export function createFinishCapture(deps: Deps) {
  return async function finishCapture(
    capture: AdmittedCapture,
    finished: FinishedCapture,
  ): Promise<ClientVerdict> {
    const { issued, media, circumstances } = finished
    const owned = await takeForJudging(deps, capture, issued, deps.clock())
    const material: CaptureMaterial = {
      ...(await within(
        socketLimits.settleTimeoutMs,
        media.settle(issued.secret, finished.painted),
      )),
      previewHashes: media.previewHashes(),
      painted: finished.painted,
      challengeSentMs: finished.challengeSentMs,
    }
    const verdict = await deps.assessCapture(owned, issued.secret, material)
    const { hello, visitor, captureMethod } = circumstances
    verdict.checks.push(checkCameraLabel(hello.camera.label))
    const stored = await deps.keepVerdict(owned, verdict, material, {
      captureMethod,
      challenge: issued.secret,
      challengeSentMs: finished.challengeSentMs,
      camera: hello.camera,
      supports: hello.supports,
      userAgent: visitor.userAgent,
    })
    if (!stored) throw await deps.lossOf(owned.session.bizToken)
    return clientVerdictOf(stored, verdict.advice)
  }
}

/** Analyses that do not come to an end are our fault. */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new VisionError('timedOut', 'the analyses of a capture did not end')),
      timeoutMs,
    )
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
