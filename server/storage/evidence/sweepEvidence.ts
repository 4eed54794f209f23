import type { Database } from '../database.ts'
import type { createEvidenceFiles, StoredFile } from './evidenceFiles.ts'

/** Longer than any put takes: a younger file without a row may be one that is being put. */
const orphanAgeMs = 3_600_000
/** Evidence ids asked of the database in one statement. */
const batchSize = 500

type EvidenceFiles = ReturnType<typeof createEvidenceFiles>

/** See LocalEvidenceStore.sweep. */
export async function sweepEvidence(
  db: Database,
  files: EvidenceFiles,
  now: number,
): Promise<{ files: number; rows: number }> {
  const rows = await sweepRows(db, files)
  let removed = 0
  let batch: StoredFile[] = []
  for await (const file of files.list()) {
    if (file.modifiedAt > now - orphanAgeMs) continue
    batch.push(file)
    if (batch.length < batchSize) continue
    removed += await sweepFiles(db, files, batch)
    batch = []
  }
  removed += await sweepFiles(db, files, batch)
  return { files: removed, rows }
}

/** A row whose key is erased: deleteOwner was cut off between the key and the files. */
async function sweepRows(db: Database, files: EvidenceFiles): Promise<number> {
  const keys = db.selectFrom('evidence_keys').select('key_id')
  const rows = await db
    .selectFrom('evidence')
    .select('evidence_id')
    .where('key_id', 'not in', keys)
    .execute()
  for (const { evidence_id } of rows) {
    await files.remove(evidence_id)
    await db.deleteFrom('evidence').where('evidence_id', '=', evidence_id).execute()
  }
  return rows.length
}

async function sweepFiles(
  db: Database,
  files: EvidenceFiles,
  batch: readonly StoredFile[],
): Promise<number> {
  const ids = batch.flatMap(file => file.evidenceId ?? [])
  const query = db.selectFrom('evidence').select('evidence_id')
  const rows = ids.length > 0 ? await query.where('evidence_id', 'in', ids).execute() : []
  const known = new Set(rows.map(row => row.evidence_id))
  const orphans = batch.filter(file => file.evidenceId === null || !known.has(file.evidenceId))
  for (const file of orphans) await files.removeFile(file)
  return orphans.length
}
