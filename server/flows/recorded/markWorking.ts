import type { Session, SessionState } from '../../domain/session.ts'
import { ApiError } from '../../errors.ts'
import type { AdmittedCapture } from '../admitCapture.ts'

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
  clock: () => number
}

/**
 * Notes that a capture is alive: what it took until now does not count as time of a server that died
 * (releaseAbandoned.ts).
 * @throws ApiError Capture.Superseded when it lost the session
 */
export function createMarkWorking({ sessions, clock }: Deps) {
  return async function markWorking({ session, captureId }: AdmittedCapture): Promise<void> {
    const { bizToken } = session
    const patch = { workingSince: clock() }
    const guard = { captureId }
    const owned = await sessions.transition(bizToken, ['capturing'], 'capturing', patch, guard)
    if (!owned) throw new ApiError('Capture.Superseded')
  }
}
