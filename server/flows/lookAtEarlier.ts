import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import type { BegunNative } from './judgeNative.ts'
import type { LookAtNative } from './lookAtNative.ts'
import { maxAsks, unaskedMs } from './nativeAsks.ts'
import type { NativeReading } from './readNativeEnd.ts'

interface Deps {
  challenges: {
    findNewest(bizToken: string, now: number): Promise<BegunNative | null>
    ask(captureId: string, limit: number, askAt: number): Promise<BegunNative | null>
  }
  lookAtNative: LookAtNative
  clock: () => number
}

/** A verification at WeChat that is over, and what WeChat said of it. */
export interface EarlierNative {
  challenge: BegunNative
  reading: NativeReading
}

export type LookAtEarlier = ReturnType<typeof createLookAtEarlier>

/**
 * How the session's newest verification at WeChat ended; null: there is none, or nobody has gone through it, or
 * WeChat was asked as often as it may be, or another identity was typed since and it is void.
 * @throws ApiError Capture.WeChatFailed when WeChat cannot be asked; as lookAtNative
 */
export function createLookAtEarlier(deps: Deps) {
  return async function lookAtEarlier(session: Session): Promise<EarlierNative | null> {
    const now = deps.clock()
    const newest = await deps.challenges.findNewest(session.bizToken, now)
    const challenge =
      newest && (await deps.challenges.ask(newest.captureId, maxAsks, now + unaskedMs))
    const reading = challenge && (await deps.lookAtNative(session, challenge))
    if (!reading) return null
    const { end, cause } = reading
    if (end.kind !== 'open') return { challenge, reading }
    if (end.code === 'Capture.Incomplete') return null
    throw new ApiError('Capture.WeChatFailed', { cause })
  }
}
