import type { Session, SessionState } from '../domain/session.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { LossOf } from './lossOf.ts'

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
  lossOf: LossOf
  clock: () => number
}

/**
 * Notes that a capture is alive: what it took until now does not count as time of a server that died
 * (releaseAbandoned.ts).
 * @throws ApiError of lossOf when it lost the session
 */
export function createMarkWorking({ sessions, lossOf, clock }: Deps) {
  return async function markWorking({ session, captureId }: AdmittedCapture): Promise<void> {
    const { bizToken } = session
    const patch = { workingSince: clock() }
    const guard = { captureId }
    const owned = await sessions.transition(bizToken, ['capturing'], 'capturing', patch, guard)
    if (!owned) throw await lossOf(bizToken)
  }
}
