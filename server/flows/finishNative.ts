import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { NativeFinishAnswer, NativeFinishRequest } from '../protocol/nativeCapture.ts'
import { requireOpen, type FindForDevice, type Visitor } from './findForDevice.ts'
import type { FindNativeAnswer } from './findNativeAnswer.ts'
import type { BegunNative, JudgeNative } from './judgeNative.ts'
import type { LossOf } from './lossOf.ts'
import { maxAsks, unaskedMs } from './nativeAsks.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: { find(bizToken: string): Promise<Session | null> }
  challenges: {
    ask(
      captureId: string,
      limit: number,
      askAt: number,
    ): Promise<(BegunNative & { bizToken: string; isSuperseded: boolean }) | null>
  }
  findNativeAnswer: FindNativeAnswer
  judgeNative: JudgeNative
  lossOf: LossOf
  clock: () => number
}

/**
 * The phone asks how its verification ended; nothing that it says of it itself counts. What was decided is
 * answered again from the ledger. A verification that is still good may be asked for again.
 * @throws ApiError Capture.EngineMismatch, ChallengeExpired, Superseded, WeChatUnavailable; Session.Busy,
 * Gone, Finished, Expired; the codes of domain/verifyRet.ts
 */
export function createFinishNative(deps: Deps) {
  return async function finishNative(
    request: NativeFinishRequest,
    visitor: Visitor,
  ): Promise<NativeFinishAnswer> {
    const { captureId } = request
    const found = await deps.findForDevice(request, visitor)
    const { bizToken } = found.session
    if (found.rule.engine !== 'wechat') throw new ApiError('Capture.EngineMismatch')
    const answered = await deps.findNativeAnswer(bizToken, captureId)
    if (answered) return answered
    const askAt = deps.clock() + unaskedMs
    const challenge = await deps.challenges.ask(captureId, maxAsks, askAt)
    if (challenge?.bizToken !== bizToken) throw new ApiError('Capture.ChallengeExpired')
    if (challenge.isSuperseded) throw new ApiError('Capture.Superseded')
    return (await deps.judgeNative(found, challenge)) ?? (await explainLoss(bizToken, captureId))
  }

  /** Another request is at it, or was first. */
  async function explainLoss(bizToken: string, captureId: string): Promise<NativeFinishAnswer> {
    const answered = await deps.findNativeAnswer(bizToken, captureId)
    if (answered) return answered
    const session = await deps.sessions.find(bizToken)
    if (!session || session.purgedAt !== null) throw await deps.lossOf(bizToken)
    if (session.captureId === captureId) throw new ApiError('Session.Busy')
    requireOpen(session, deps.clock())
    throw new ApiError('Capture.Superseded')
  }
}
