import type { AdmittedCapture } from './admitCapture.ts'
import type { Transition } from './transition.ts'

interface Deps {
  sessions: {
    transition: Transition<{ captureId: null; workingSince: null }, { captureId: string }>
  }
  challenges: { void(captureId: string): Promise<void> }
}

/**
 * A capture came to no verdict (R32): its challenge is void, the session waits for another. Does
 * nothing to a session that the capture no longer owns.
 */
export function createReleaseCapture({ sessions, challenges }: Deps) {
  return async function releaseCapture({ session, captureId }: AdmittedCapture): Promise<void> {
    await challenges.void(captureId)
    await sessions.transition(
      session.bizToken,
      ['capturing', 'judging'],
      'consented',
      { captureId: null, workingSince: null },
      { captureId },
    )
  }
}
