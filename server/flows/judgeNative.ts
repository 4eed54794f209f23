import { isDeepStrictEqual } from 'node:util'
import { adviceOf } from '../domain/adviceOf.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { NativeFinishAnswer } from '../protocol/nativeCapture.ts'
import type { Words } from '../protocol/words.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import { createAttemptCounter, type AttemptCounterDeps } from './attemptCounter.ts'
import type { DeviceSession } from './findForDevice.ts'
import type { FindNativeAnswer } from './findNativeAnswer.ts'
import type { KeepVerdict } from './keepVerdict.ts'
import { nativeAnswer } from './nativeAnswer.ts'
import type { NativeReading } from './readNativeEnd.ts'
import type { NativeSpec } from './startNative.ts'
import type { Transition } from './transition.ts'

/** A verification that was begun at WeChat, as it is stored. */
export interface BegunNative {
  challengeId: string
  captureId: string
  spec: string
}

interface Deps extends AttemptCounterDeps {
  sessions: {
    transition: Transition<
      { captureId?: string | null; workingSince?: number | null },
      { captureId?: string; startsAt?: number }
    >
  }
  challenges: {
    use(challengeId: string, captureId: string, now: number): Promise<boolean>
    isSuperseded(captureId: string): Promise<boolean>
    void(captureId: string): Promise<void>
  }
  people: { hashOf(idCard: string): string }
  findNativeAnswer: FindNativeAnswer
  readNativeEnd(
    session: Session,
    verification: { outSeqNo: string; verifyId: string },
  ): Promise<NativeReading>
  keepVerdict: KeepVerdict
}

/** What is not the table's to say: nothing is to be started again. */
const openWords: Partial<Record<ErrorCode, { message: Words }>> = {
  'Capture.Incomplete': {
    message: {
      zh: '微信人脸核身尚未完成。请在微信的页面中做完，再查询结果。',
      en: 'The face verification of WeChat is not finished. Complete it in WeChat’s page, then ask again.',
    },
  },
}

export type JudgeNative = ReturnType<typeof createJudgeNative>

/**
 * Takes the session, asks WeChat (unless that was done for this session as it was found) how a verification ended and keeps its verdict like any other. Of several
 * that are at it together one records; the others get what it recorded, or null when the session was not to
 * be had. A verification that WeChat has not decided, or could not be asked about, stays good: the session
 * goes back to `consented`.
 * @throws ApiError of lossOf; Capture.ChallengeExpired, WeChatUnavailable; the codes of
 * domain/verifyRet.ts
 */
export function createJudgeNative(deps: Deps) {
  const counter = createAttemptCounter(deps)

  return async function judgeNative(
    found: DeviceSession,
    challenge: BegunNative,
    reading: NativeReading | null = null,
  ): Promise<NativeFinishAnswer | null> {
    const { captureId } = challenge
    const { bizToken } = found.session
    const session = await take(bizToken, captureId)
    if (!session) return null
    const capture = { ...found, session, captureId }
    try {
      // Another may have ended, or been started, between the first look and the taking.
      const answered = await deps.findNativeAnswer(bizToken, captureId)
      if (answered) {
        await deps.challenges.void(captureId)
        return answered
      }
      if (await deps.challenges.isSuperseded(captureId)) throw new ApiError('Capture.Superseded')
      // What was asked about another name or number says nothing of this one.
      if (reading && !isDeepStrictEqual(session.identity, found.session.identity)) return null
      return await conclude(capture, challenge, reading)
    } finally {
      // Does nothing to a session that has its verdict.
      await letGo(capture)
    }
  }

  /** From `consented`, too: after an answer that decided nothing, or five minutes in WeChat's pages. */
  async function take(bizToken: string, captureId: string): Promise<Session | null> {
    const { sessions } = deps
    // What the person took in WeChat's pages does not count as time of a judge that died.
    const judge = () =>
      sessions.transition(
        bizToken,
        ['capturing'],
        'judging',
        { workingSince: deps.clock() },
        { captureId },
      )
    const owned = await judge()
    if (owned) return owned
    const now = deps.clock()
    const patch = { captureId, workingSince: now }
    const back = await sessions.transition(bizToken, ['consented'], 'capturing', patch, {
      startsAt: now,
    })
    return back && (await judge())
  }

  async function letGo({ session, captureId }: AdmittedCapture): Promise<void> {
    const patch = { captureId: null, workingSince: null }
    await deps.sessions.transition(session.bizToken, ['judging'], 'consented', patch, { captureId })
  }

  async function conclude(
    capture: AdmittedCapture,
    challenge: BegunNative,
    reading: NativeReading | null,
  ): Promise<NativeFinishAnswer> {
    const { captureId } = capture
    const { challengeId } = challenge
    const { verifyId, day, idCardHash }: NativeSpec = JSON.parse(challenge.spec)
    const verification = { outSeqNo: challengeId, verifyId }
    const { end, checks, cause } =
      reading ?? (await deps.readNativeEnd(capture.session, verification))
    if (end.kind === 'open') throw new ApiError(end.code, { ...openWords[end.code], cause })
    if (end.kind === 'none') {
      const isFirst = await deps.challenges.use(challengeId, captureId, deps.clock())
      // Who typed another number meanwhile gets nothing back: it would be taken off that one's tries.
      const { identity } = capture.session
      const isSame = identity !== null && deps.people.hashOf(identity.idCard) === idCardHash
      if (isFirst && end.isOurFault && isSame) await counter.giveBack(capture, day)
      throw new ApiError(end.code, { cause })
    }
    const { resultCode, part } = end
    const verdict = {
      errCode: resultCode,
      liveStatus: part === 'both' || part === 'liveness' ? resultCode : null,
      compareStatus: part === 'both' || part === 'comparison' ? resultCode : null,
      sim: null,
      checks,
      advice: adviceOf(resultCode),
      bestFrames: [],
    }
    const stored = await deps.keepVerdict(capture, verdict, null, {})
    if (!stored) throw await deps.lossOf(capture.session.bizToken)
    await deps.challenges.void(captureId)
    return nativeAnswer(stored, verdict, true)
  }
}
