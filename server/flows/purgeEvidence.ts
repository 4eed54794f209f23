import type { EvidenceStore } from '../domain/evidence.ts'

interface Deps {
  sessions: {
    listPurgeable(now: number, limit: number): Promise<string[]>
    markPurged(bizToken: string, now: number): Promise<boolean>
  }
  evidence: EvidenceStore & { listDue(now: number, limit: number): Promise<string[]> }
  /** Truncates the embedded database's log, so that erased pages do not live on in it. */
  checkpoint: () => Promise<boolean>
  clock: () => number
}

/** Sessions, and single pieces of evidence, per run. */
const batchLimit = 200

/**
 * Erases what is past its time (R28, R32): evidence first (its wrapped key, then the files), then
 * the session's personal columns; the row stays as a tombstone. Returns how many were erased.
 */
export function createPurgeEvidence(deps: Deps) {
  return async function purgeEvidence(): Promise<number> {
    const now = deps.clock()
    const bizTokens = await deps.sessions.listPurgeable(now, batchLimit)
    for (const bizToken of bizTokens) {
      await deps.evidence.deleteOwner(`session:${bizToken}`)
      await deps.sessions.markPurged(bizToken, now)
    }
    const due = await deps.evidence.listDue(now, batchLimit)
    for (const evidenceId of due) await deps.evidence.delete(evidenceId)
    const erased = bizTokens.length + due.length
    if (erased > 0) await deps.checkpoint()
    return erased
  }
}
