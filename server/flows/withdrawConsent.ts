import type { EvidenceStore } from '../domain/evidence.ts'
import type { DeviceRequest } from '../protocol/session.ts'
import type { CaptureOwners } from './captureOwners.ts'
import type { FindForDevice, Visitor } from './findForDevice.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: { markPurged(bizToken: string, now: number): Promise<boolean> }
  consents: { withdrawAll(bizToken: string, now: number): Promise<number> }
  evidence: EvidenceStore
  owners: Pick<CaptureOwners, 'withdraw'>
  /** See purgeEvidence. */
  checkpoint: () => Promise<boolean>
  clock: () => number
}

/**
 * The person withdraws (R43): everything personal of the session is erased at once, whatever its
 * state. What stays is the receipt with its end, and the masked ledger.
 */
export function createWithdrawConsent(deps: Deps) {
  return async function withdrawConsent(request: DeviceRequest, visitor: Visitor): Promise<void> {
    const { session } = await deps.findForDevice(request, visitor)
    const now = deps.clock()
    await deps.consents.withdrawAll(session.bizToken, now)
    // The tombstone first: a capture that is being judged then finds its session gone and erases
    // what it has just stored.
    await deps.sessions.markPurged(session.bizToken, now)
    deps.owners.withdraw(session.bizToken)
    await deps.evidence.deleteOwner(`session:${session.bizToken}`)
    await deps.checkpoint()
  }
}
