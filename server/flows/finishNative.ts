import { adviceOf } from '../domain/adviceOf.ts'
import type { Attempt, Session, SessionState } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { NativeFinishAnswer, NativeFinishRequest } from '../protocol/nativeCapture.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import { createAttemptCounter, type AttemptCounterDeps } from './attemptCounter.ts'
import { requireOpen, type FindForDevice, type Visitor } from './findForDevice.ts'
import type { KeepVerdict } from './keepVerdict.ts'
import { nativeAnswer } from './nativeAnswer.ts'
import type { NativeReading } from './readNativeEnd.ts'
import type { NativeSpec } from './startNative.ts'

interface StoredChallenge {
  challengeId: string
  bizToken: string
  spec: string
}

interface Deps extends AttemptCounterDeps {
  findForDevice: FindForDevice
  sessions: {
    find(bizToken: string): Promise<Session | null>
    transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: { captureId?: string | null; workingSince?: number | null },
      guard: { captureId?: string; startsAt?: number },
    ): Promise<Session | null>
  }
  attempts: { listBySession(bizToken: string): Promise<Attempt[]> }
  challenges: {
    ask(captureId: string, limit: number): Promise<StoredChallenge | null>
    use(challengeId: string, captureId: string, now: number): Promise<boolean>
    void(captureId: string): Promise<void>
  }
  people: { hashOf(idCard: string): string }
  readNativeEnd(
    session: Session,
    verification: { outSeqNo: string; verifyId: string },
  ): Promise<NativeReading>
  keepVerdict: KeepVerdict
}

/** A verification that stays undecided is asked for so often at most: WeChat counts its calls. */
const maxAsks = 60

/**
 * Asks WeChat how a verification ended and keeps its verdict like any other; nothing that the phone
 * says of it counts. What was decided is answered again from the ledger. A verification that WeChat has
 * not decided, or could not be asked about, stays good: the session goes back to `consented`, and the
 * next `finish` takes it up again.
 * @throws ApiError Capture.EngineMismatch, ChallengeExpired, Superseded, WeChatUnavailable; Session.Busy,
 * Gone, Finished, Expired; the codes of domain/verifyRet.ts
 */
export function createFinishNative(deps: Deps) {
  const counter = createAttemptCounter(deps)

  return async function finishNative(
    request: NativeFinishRequest,
    visitor: Visitor,
  ): Promise<NativeFinishAnswer> {
    const { captureId } = request
    const found = await deps.findForDevice(request, visitor)
    const { bizToken } = found.session
    if (found.rule.engine !== 'wechat') throw new ApiError('Capture.EngineMismatch')
    const answered = await findAnswer(bizToken, captureId)
    if (answered) return answered
    const challenge = await deps.challenges.ask(captureId, maxAsks)
    if (challenge?.bizToken !== bizToken) throw new ApiError('Capture.ChallengeExpired')
    const session = await take(bizToken, captureId)
    if (!session) return await explainLoss(bizToken, captureId)
    const capture = { ...found, session, captureId }
    try {
      // Another request may have ended between the first look and the taking.
      return (await findAnswer(bizToken, captureId)) ?? (await conclude(capture, challenge))
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
    challenge: StoredChallenge,
  ): Promise<NativeFinishAnswer> {
    const { captureId } = capture
    const { challengeId } = challenge
    const { verifyId, day, idCardHash }: NativeSpec = JSON.parse(challenge.spec)
    const verification = { outSeqNo: challengeId, verifyId }
    const { end, checks, cause } = await deps.readNativeEnd(capture.session, verification)
    if (end.kind === 'open') throw new ApiError(end.code, { cause })
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
    if (!stored) throw new ApiError('Session.Gone')
    await deps.challenges.void(captureId)
    return nativeAnswer(stored, verdict, true)
  }

  async function findAnswer(
    bizToken: string,
    captureId: string,
  ): Promise<NativeFinishAnswer | null> {
    const attempts = await deps.attempts.listBySession(bizToken)
    const attempt = attempts.find(({ seq }) => seq === captureId)
    // Read after the ledger: both change together.
    const session = attempt && (await deps.sessions.find(bizToken))
    return session ? nativeAnswer(session, attempt, attempt === attempts.at(-1)) : null
  }

  /** Another request is at it, or was first. */
  async function explainLoss(bizToken: string, captureId: string): Promise<NativeFinishAnswer> {
    const answered = await findAnswer(bizToken, captureId)
    if (answered) return answered
    const session = await deps.sessions.find(bizToken)
    if (!session || session.purgedAt !== null) throw new ApiError('Session.Gone')
    if (session.captureId === captureId) throw new ApiError('Session.Busy')
    requireOpen(session, deps.clock())
    throw new ApiError('Capture.Superseded')
  }
}
