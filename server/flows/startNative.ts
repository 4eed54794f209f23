import { randomBytes } from 'node:crypto'
import type { WeChatAccount, WeChatApi } from '../domain/wechat.ts'
import { WeChatError, type WeChatFault } from '../domain/weChatError.ts'
import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { NativeStartAnswer } from '../protocol/nativeCapture.ts'
import type { DeviceRequest } from '../protocol/session.ts'
import type { AdmitCapture, AdmittedCapture } from './admitCapture.ts'
import { createAttemptCounter, type AttemptCounterDeps } from './attemptCounter.ts'
import { findMiniApp } from './findMiniApp.ts'
import { hashIdentity } from './hashIdentity.ts'
import type { Visitor } from './findForDevice.ts'
import { unaskedMs } from './nativeAsks.ts'

/** What the `challenges` row of a native capture holds besides; its challenge_id is the out_seq_no. */
export interface NativeSpec {
  verifyId: string
  /** The try was counted on this day, */
  day: string
  /** and for this ID number (keyed hash). */
  idCardHash: string
  /** Number and name that WeChat was told (keyed hash). */
  identityHash: string
}

interface Deps extends AttemptCounterDeps {
  admitCapture: AdmitCapture
  /** Keeps how an earlier one ended; true when the capture gave its session up for that. */
  settleEarlier(capture: AdmittedCapture): Promise<boolean>
  /** @throws ApiError of lossOf */
  markWorking(capture: AdmittedCapture): Promise<void>
  challenges: {
    insert(
      challenge: {
        challengeId: string
        bizToken: string
        captureId: string
        spec: string
        expiresAt: number
      },
      askAt: number,
    ): Promise<void>
    supersede(bizToken: string, captureId: string): Promise<void>
  }
  /** Gives the session free after a start that came to nothing. */
  releaseCapture(capture: AdmittedCapture): Promise<void>
  people: { hashOf(idCard: string): string }
  wechatApps: { find(accountId: string, appId: string): Promise<WeChatAccount | null> }
  wechat: Pick<WeChatApi, 'getVerifyId'>
}

/** What WeChat has against the identity itself; the rest is not the person's to mend. */
const codeOf: Partial<Record<WeChatFault, ErrorCode>> = {
  nameRefused: 'FailedOperation.NameFormatError',
  idCardRefused: 'FailedOperation.IdFormatError',
}

/**
 * Begins a verification that WeChat performs and judges: the checks of any capture, the count (R26),
 * what WeChat says of an earlier one (its failure counts, its pass ends the session), then a verify id that
 * belongs to this session and capture, and takes the place of earlier ones.
 * @throws ApiError as admitCapture and attemptCounter; of lossOf when a newer one was started meanwhile;
 * Capture.WeChatFailed and what WeChat has against the identity: nothing is counted then
 */
export function createStartNative(deps: Deps) {
  const counter = createAttemptCounter(deps)

  return async function startNative(
    request: DeviceRequest,
    visitor: Visitor,
  ): Promise<NativeStartAnswer> {
    const capture = await deps.admitCapture({ type: 'native', ...request }, visitor)
    try {
      const begun = await begin(capture)
      if (begun) return begun
    } catch (error) {
      await deps.releaseCapture(capture)
      throw error
    }
    // From the beginning: what was kept may have been the session's last verdict.
    return await startNative(request, visitor)
  }

  /** Null when an earlier one was over, and is settled now. */
  async function begin(capture: AdmittedCapture): Promise<NativeStartAnswer | null> {
    const { captureId, session } = capture
    const { bizToken, identity } = session
    if (!identity) throw new ApiError('Session.IdentityNeeded')
    const { app, openid } = await findMiniApp(deps, session)
    const day = await counter.take(capture)
    try {
      if (await deps.settleEarlier(capture)) {
        await counter.giveBack(capture, day)
        return null
      }
      const idCardHash = deps.people.hashOf(identity.idCard)
      const identityHash = hashIdentity(deps.people, identity)
      const outSeqNo = randomBytes(16).toString('hex')
      const subject = { outSeqNo, identity, openid }
      const { verifyId, lifetimeMs } = await deps.wechat.getVerifyId(app, subject)
      // A newer start may have the session by now; that one's is not to be superseded.
      await deps.markWorking(capture)
      const now = deps.clock()
      await deps.challenges.supersede(bizToken, captureId)
      await deps.challenges.insert(
        {
          challengeId: outSeqNo,
          bizToken,
          captureId,
          spec: JSON.stringify({ verifyId, day, idCardHash, identityHash } satisfies NativeSpec),
          expiresAt: now + lifetimeMs,
        },
        now + unaskedMs,
      )
      return { captureId, verifyId }
    } catch (cause) {
      await counter.giveBack(capture, day)
      if (!(cause instanceof WeChatError)) throw cause
      throw new ApiError(codeOf[cause.code] ?? 'Capture.WeChatFailed', { cause })
    }
  }
}
