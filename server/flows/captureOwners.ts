/**
 * Who works on which session in this process, so that a newer capture ends the older one at once, and
 * both ways between sockets and recordings. In another process an older one notices at its next guarded
 * step.
 */
export interface CaptureOwners {
  /** Ends whoever has the session, then notes how the new owner is ended. */
  take(bizToken: string, end: () => void): void
  /** Nothing happens when somebody else has it by now. */
  leave(bizToken: string, end: () => void): void
  /** Ends whoever has the session: it is erased. */
  end(bizToken: string): void
}

export function createCaptureOwners(): CaptureOwners {
  const owners = new Map<string, () => void>()
  return {
    take(bizToken, end) {
      const before = owners.get(bizToken)
      owners.set(bizToken, end)
      before?.()
    },
    leave(bizToken, end) {
      if (owners.get(bizToken) === end) owners.delete(bizToken)
    },
    end(bizToken) {
      owners.get(bizToken)?.()
    },
  }
}
