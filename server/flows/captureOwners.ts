import { ApiError } from '../errors.ts'

/** Ends a capture with this error. */
type End = (error: ApiError) => void

/**
 * Who works on which session in this process, so that a newer capture ends the older one at once, and
 * both ways between sockets and recordings. In another process an older one notices at its next guarded
 * step.
 */
export interface CaptureOwners {
  /** Ends whoever has the session, then notes how the new owner is ended. */
  take(bizToken: string, end: End): void
  /** Nothing happens when somebody else has it by now. */
  leave(bizToken: string, end: End): void
  /** Ends whoever has the session: the person withdrew, and it is erased. */
  withdraw(bizToken: string): void
}

export function createCaptureOwners(): CaptureOwners {
  const owners = new Map<string, End>()
  return {
    take(bizToken, end) {
      const before = owners.get(bizToken)
      owners.set(bizToken, end)
      before?.(new ApiError('Capture.Superseded'))
    },
    leave(bizToken, end) {
      if (owners.get(bizToken) === end) owners.delete(bizToken)
    },
    withdraw(bizToken) {
      owners.get(bizToken)?.(new ApiError('Session.Withdrawn'))
    },
  }
}
