import type { EvidenceStore } from '../domain/evidence.ts'

/**
 * Keeps evidence and the row that names it; when either fails, none of it stays.
 *
 * @throws whatever `keep` throws, also when what it had kept cannot be erased now: that goes with the purge
 */
export async function allOrNothing(
  evidence: Pick<EvidenceStore, 'deleteOwner'>,
  owner: string,
  keep: () => Promise<void>,
): Promise<void> {
  try {
    await keep()
  } catch (error) {
    await evidence.deleteOwner(owner).catch(() => undefined)
    throw error
  }
}
