import type { Selectable } from 'kysely'
import type { WeChatAccount } from '../domain/wechat.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Database, Tables } from './database.ts'
import { purposes } from './purposes.ts'

export type WeChatApps = ReturnType<typeof createWeChatApps>

/** Official accounts and mini programs that are bound to an account (R25); AppSecrets are sealed. */
export function createWeChatApps(db: Database, keys: Keys) {
  const fromRow = (row: Selectable<Tables['wechat_apps']>): WeChatAccount => ({
    kind: row.kind,
    appId: row.app_id,
    secret: keys.openText(purposes.wechatSecret(row.app_id), row.secret_sealed),
  })
  return {
    /** Binds an AppID to an account, or gives it a new secret. Rejects when there is no such account. */
    async put(accountId: string, app: WeChatAccount, now: number): Promise<void> {
      const secret_sealed = keys.seal(purposes.wechatSecret(app.appId), app.secret)
      const values = { account_id: accountId, kind: app.kind, secret_sealed }
      await db
        .insertInto('wechat_apps')
        .values({ app_id: app.appId, ...values, created_at: now })
        .onConflict(conflict => conflict.column('app_id').doUpdateSet(values))
        .execute()
    },

    /** The one of this kind that was bound first; null when there is none. */
    async findOfAccount(
      accountId: string,
      kind: WeChatAccount['kind'],
    ): Promise<WeChatAccount | null> {
      const row = await db
        .selectFrom('wechat_apps')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .orderBy('created_at')
        .orderBy('app_id')
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** One of the account's own; null when it is not bound to it. */
    async find(accountId: string, appId: string): Promise<WeChatAccount | null> {
      const row = await db
        .selectFrom('wechat_apps')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('app_id', '=', appId)
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Without their secrets. */
    async list(accountId: string): Promise<Pick<WeChatAccount, 'kind' | 'appId'>[]> {
      const query = db.selectFrom('wechat_apps').select(['app_id', 'kind'])
      const rows = await query.where('account_id', '=', accountId).orderBy('created_at').execute()
      return rows.map(({ app_id, kind }) => ({ appId: app_id, kind }))
    },

    /** False when it was not bound. */
    async remove(appId: string): Promise<boolean> {
      const query = db.deleteFrom('wechat_apps').where('app_id', '=', appId)
      return (await query.returning('app_id').execute()).length === 1
    },
  }
}
