import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { EvidenceStore } from '../../domain/evidence.ts'
import { aead } from '../../keys/aead.ts'
import type { Keys } from '../../keys/createKeys.ts'
import type { Database } from '../database.ts'
import { purposes } from '../purposes.ts'
import { createEvidenceFiles } from './evidenceFiles.ts'
import { createEvidenceKeys } from './evidenceKeys.ts'
import { sweepEvidence } from './sweepEvidence.ts'

/** First byte of a file; another layout gets another number. */
const layoutVersion = Buffer.from([1])
export interface LocalEvidenceStore extends EvidenceStore {
  /** Evidence whose purge time has come, the most overdue first: `delete` each, then `checkpoint`. */
  listDue(now: number, limit: number): Promise<string[]>
  /**
   * Clears what a crash left: files without a row and temporary files (both only when older than an
   * hour), rows whose key is erased. Returns how many of each it removed.
   */
  sweep(now: number): Promise<{ files: number; rows: number }>
}

/**
 * Evidence in `<dataDir>/evidence`, AES-256-GCM under one data key per owner. File: version byte,
 * nonce, ciphertext, tag; bound to its evidence id. `get` throws when a file was damaged.
 */
export function createLocalStore(deps: {
  db: Database
  keys: Keys
  dataDir: string
}): LocalEvidenceStore {
  const { db } = deps
  const files = createEvidenceFiles(join(deps.dataDir, 'evidence'))
  const dataKeys = createEvidenceKeys(db, deps.keys)

  return {
    async put({ owner, kind, createdAt, purgeAt }, content) {
      const evidenceId = randomBytes(16).toString('hex')
      const { keyId, key } = await dataKeys.ofOwner(owner)
      const sealed = aead.encrypt(key, contextOf(evidenceId), content)
      await files.write(evidenceId, Buffer.concat([layoutVersion, sealed]))
      // Not where the owner was erased meanwhile: such a row could never be read.
      const { rows } = await sql`
        insert into evidence (evidence_id, owner, key_id, kind, size_bytes, created_at, purge_at)
        select ${evidenceId}, ${owner}, key_id, ${kind},
          cast(${content.length} as bigint), cast(${createdAt} as bigint), cast(${purgeAt} as bigint)
        from evidence_keys where key_id = ${keyId}
        returning evidence_id`.execute(db)
      if (rows.length === 1) return evidenceId
      await files.remove(evidenceId)
      throw new Error('The owner of this evidence was erased while it was being stored.')
    },

    async get(evidenceId) {
      if (!files.isEvidenceId(evidenceId)) return null
      const row = await db
        .selectFrom('evidence')
        .select('key_id')
        .where('evidence_id', '=', evidenceId)
        .executeTakeFirst()
      const dataKey = row && (await dataKeys.find(row.key_id))
      const content = dataKey && (await files.read(evidenceId))
      if (!dataKey || !content) return null
      if (content[0] !== layoutVersion[0]) throw new Error(`Evidence ${evidenceId} is damaged.`)
      try {
        return aead.decrypt(dataKey.key, contextOf(evidenceId), content.subarray(1))
      } catch (cause) {
        throw new Error(`Evidence ${evidenceId} is damaged.`, { cause })
      }
    },

    async delete(evidenceId) {
      if (!files.isEvidenceId(evidenceId)) return
      const row = await db
        .deleteFrom('evidence')
        .where('evidence_id', '=', evidenceId)
        .returning('key_id')
        .executeTakeFirst()
      if (row) await dataKeys.eraseUnused(row.key_id)
      await files.remove(evidenceId)
    },

    async deleteOwner(owner) {
      await dataKeys.eraseOwner(owner)
      const rows = await db
        .selectFrom('evidence')
        .select('evidence_id')
        .where('owner', '=', owner)
        .execute()
      const evidenceIds = rows.map(row => row.evidence_id)
      for (const evidenceId of evidenceIds) await files.remove(evidenceId)
      if (evidenceIds.length === 0) return
      await db.deleteFrom('evidence').where('evidence_id', 'in', evidenceIds).execute()
    },

    async listDue(now, limit) {
      const rows = await db
        .selectFrom('evidence')
        .select('evidence_id')
        .where('purge_at', 'is not', null)
        .where('purge_at', '<=', now)
        .orderBy('purge_at')
        .limit(limit)
        .execute()
      return rows.map(row => row.evidence_id)
    },

    sweep: now => sweepEvidence(db, files, now),
  }
}

const contextOf = (evidenceId: string): Buffer => Buffer.from(purposes.evidenceFile(evidenceId))
