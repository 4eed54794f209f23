import { randomBytes } from 'node:crypto'
import type { Keys } from '../../keys/createKeys.ts'
import type { Database } from '../database.ts'
import { purposes } from '../purposes.ts'

const dataKeyBytes = 32

export interface DataKey {
  keyId: string
  key: Buffer
}

/** One data key per owner, wrapped by the master key: deleting the row makes the files noise. */
export function createEvidenceKeys(db: Database, keys: Keys) {
  const unwrap = (row: { key_id: string; owner: string; wrapped_key: Buffer }): DataKey => ({
    keyId: row.key_id,
    key: keys.open(purposes.evidenceKey(row.key_id, row.owner), row.wrapped_key),
  })

  return {
    /** The owner's data key, made with the first call; callers at once get the same one. */
    async ofOwner(owner: string): Promise<DataKey> {
      const keyId = randomBytes(16).toString('hex')
      const wrapped = keys.seal(purposes.evidenceKey(keyId, owner), randomBytes(dataKeyBytes))
      for (;;) {
        const row = await db
          .selectFrom('evidence_keys')
          .selectAll()
          .where('owner', '=', owner)
          .executeTakeFirst()
        if (row) return unwrap(row)
        const made = await db
          .insertInto('evidence_keys')
          .values({ key_id: keyId, owner, wrapped_key: wrapped })
          .onConflict(conflict => conflict.column('owner').doNothing())
          .returningAll()
          .executeTakeFirst()
        if (made) return unwrap(made)
      }
    },

    /** Null when it was erased. */
    async find(keyId: string): Promise<DataKey | null> {
      const row = await db
        .selectFrom('evidence_keys')
        .selectAll()
        .where('key_id', '=', keyId)
        .executeTakeFirst()
      return row ? unwrap(row) : null
    },

    /**
     * Erases the keys of all that an owner has. rotateMasterKeys renames the owners of evidence, but
     * not of keys: so both names count.
     */
    async eraseOwner(owner: string): Promise<void> {
      await db
        .deleteFrom('evidence_keys')
        .where(eb =>
          eb.or([
            eb('owner', '=', owner),
            eb(
              'key_id',
              'in',
              eb.selectFrom('evidence').select('key_id').where('owner', '=', owner),
            ),
          ]),
        )
        .execute()
    },

    /** Erases a key that no evidence uses any more. */
    async eraseUnused(keyId: string): Promise<void> {
      await db
        .deleteFrom('evidence_keys')
        .where('key_id', '=', keyId)
        .where(eb =>
          eb.not(
            eb.exists(eb.selectFrom('evidence').select('evidence_id').where('key_id', '=', keyId)),
          ),
        )
        .execute()
    },
  }
}
