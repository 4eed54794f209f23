import type { AdmittedCapture } from './admitCapture.ts'
import type { LossOf } from './lossOf.ts'
import type { Transition } from './transition.ts'

interface Deps {
  sessions: {
    transition: Transition<{ workingSince: number }, { captureId: string }>
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
