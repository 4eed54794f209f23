import { adviceOf } from '../domain/adviceOf.ts'
import type { Attempt } from '../domain/session.ts'
import type { DeviceRequest, StatusAnswer } from '../protocol/session.ts'
import type { FindForDevice, Visitor } from './findForDevice.ts'
import { redirectUrlOf } from './redirectUrlOf.ts'
import { statusOf } from './statusOf.ts'

interface Deps {
  findForDevice: FindForDevice
  attempts: { listBySession(bizToken: string): Promise<Attempt[]> }
  clock: () => number
}

/** R41: for a page that lost its socket, or came back. No score and no check is in it. */
export function createSessionStatus(deps: Deps) {
  return async function sessionStatus(
    request: DeviceRequest,
    visitor: Visitor,
  ): Promise<StatusAnswer> {
    const { session } = await deps.findForDevice(request, visitor)
    const attempts = await deps.attempts.listBySession(session.bizToken)
    const { state } = session
    const isFinal = state === 'passed' || state === 'failed'
    return {
      status: statusOf(session, deps.clock()),
      outcome: isFinal ? state : null,
      advice: adviceOf(attempts.at(-1)?.errCode ?? 0),
      redirectUrl: isFinal ? redirectUrlOf(session) : null,
    }
  }
}
