import type { ApiKey } from '../domain/account.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Database } from './database.ts'
import { purposes } from './purposes.ts'

export type ApiKeys = ReturnType<typeof createApiKeys>

/** API key pairs; the secret is sealed at rest, because TC3 needs it whole. */
export function createApiKeys(db: Database, keys: Keys) {
  return {
    /** Rejects when the secretId is taken or the account is not there. */
    async insert(apiKey: ApiKey): Promise<void> {
      const { secretId, secretKey } = apiKey
      await db
        .insertInto('api_keys')
        .values({
          secret_id: secretId,
          account_id: apiKey.accountId,
          secret_key_sealed: keys.seal(purposes.apiKeySecret(secretId), secretKey),
          state: apiKey.state,
          created_at: apiKey.createdAt,
        })
        .execute()
    },

    /** Disabled ones too: the caller tells them apart by `state`. */
    async find(secretId: string): Promise<ApiKey | null> {
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('secret_id', '=', secretId)
        .executeTakeFirst()
      if (!row) return null
      return {
        secretId: row.secret_id,
        accountId: row.account_id,
        secretKey: keys.openText(purposes.apiKeySecret(secretId), row.secret_key_sealed),
        state: row.state,
        createdAt: row.created_at,
      }
    },

    /** Without the secrets, oldest first. */
    async listByAccount(accountId: string): Promise<Omit<ApiKey, 'secretKey'>[]> {
      const rows = await db
        .selectFrom('api_keys')
        .select(['secret_id', 'account_id', 'state', 'created_at'])
        .where('account_id', '=', accountId)
        .orderBy('created_at')
        .orderBy('secret_id')
        .execute()
      return rows.map(row => ({
        secretId: row.secret_id,
        accountId: row.account_id,
        state: row.state,
        createdAt: row.created_at,
      }))
    },

    /** False when there is no such key. */
    async setState(secretId: string, state: ApiKey['state']): Promise<boolean> {
      const rows = await db
        .updateTable('api_keys')
        .set({ state })
        .where('secret_id', '=', secretId)
        .returning('secret_id')
        .execute()
      return rows.length === 1
    },
  }
}
