import { ApiError } from '../errors.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { JudgeNative } from './judgeNative.ts'
import type { LookAtEarlier } from './lookAtEarlier.ts'
import type { LossOf } from './lossOf.ts'
import type { Transition } from './transition.ts'

interface Deps {
  sessions: {
    transition: Transition<{ captureId: string }, { captureId: string }>
  }
  lookAtEarlier: LookAtEarlier
  judgeNative: JudgeNative
  lossOf: LossOf
}

/**
 * Before a new verification: how the one before it ended, or nobody who failed would ever ask about that.
 * True: it is over, what WeChat said is kept, and the capture gave its session up for that.
 * False: there is none, or nobody has gone through it.
 * @throws ApiError as lookAtEarlier and lossOf
 */
export function createSettleEarlier(deps: Deps) {
  return async function settleEarlier(capture: AdmittedCapture): Promise<boolean> {
    const { captureId, session } = capture
    const { bizToken } = session
    const earlier = await deps.lookAtEarlier(session)
    if (!earlier) return false
    const { challenge, reading } = earlier
    // Handed over, so that nothing comes in between.
    const patch = { captureId: challenge.captureId }
    const guard = { captureId }
    const given = await deps.sessions.transition(bizToken, ['capturing'], 'capturing', patch, guard)
    if (!given) throw await deps.lossOf(bizToken)
    try {
      await deps.judgeNative(capture, challenge, reading)
    } catch (error) {
      // Over without a verdict: that is for whoever asks about the earlier one.
      if (!(error instanceof ApiError)) throw error
    }
    return true
  }
}
