import { ApiError } from '../errors.ts'
import {
  createCeremony,
  type CaptureConnection,
  type Ceremony,
  type CeremonyDeps,
} from './captureCeremony.ts'
import type { CaptureOwners } from './captureOwners.ts'
import type { Visitor } from './findForDevice.ts'

export type RunCapture = ReturnType<typeof createRunCapture>

/** All captures of this process: one socket per session, a newer one takes the older one's place. */
export function createRunCapture(deps: CeremonyDeps & { owners: CaptureOwners }) {
  const open = new Set<Ceremony>()
  let isStopping = false

  return {
    /** A socket was opened; the handlers are to be called with what comes. */
    open(connection: CaptureConnection, visitor: Visitor): Ceremony {
      let bizToken: string | null = null
      const lose = (error: ApiError) => ceremony.refuse(error)
      const ceremony = createCeremony(deps, connection, visitor, ({ session }) => {
        bizToken = session.bizToken
        deps.owners.take(bizToken, lose)
      })
      open.add(ceremony)
      void ceremony.ended.then(() => {
        open.delete(ceremony)
        if (bizToken !== null) deps.owners.leave(bizToken, lose)
      })
      if (isStopping) ceremony.refuse(new ApiError('Capture.ServerStopping'))
      return ceremony
    },

    /** Ends every capture; those that are being judged get their verdict first. */
    async stop(): Promise<void> {
      isStopping = true
      for (const ceremony of open) ceremony.refuse(new ApiError('Capture.ServerStopping'))
      await Promise.all([...open].map(({ ended }) => ended))
    },
  }
}
