import type { Selectable } from 'kysely'
import type { Consent } from '../domain/consent.ts'
import type { Database, Tables } from './database.ts'

export type Consents = ReturnType<typeof createConsents>

/** Receipts of consent (R43). Nothing personal is in them: they outlive the session's data. */
export function createConsents(db: Database) {
  return {
    async insert(consent: Consent): Promise<void> {
      await db
        .insertInto('consents')
        .values({
          consent_id: consent.consentId,
          biz_token: consent.bizToken,
          account_id: consent.accountId,
          rule_id: consent.ruleId,
          version: consent.version,
          text_hash: consent.textHash,
          language: consent.language,
          scopes: JSON.stringify(consent.scopes),
          given_at: consent.givenAt,
          withdrawn_at: consent.withdrawnAt,
        })
        .execute()
    },

    async find(consentId: string): Promise<Consent | null> {
      const query = db.selectFrom('consents').selectAll().where('consent_id', '=', consentId)
      const row = await query.executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** In order of time. */
    async listBySession(bizToken: string): Promise<Consent[]> {
      const query = db.selectFrom('consents').selectAll().where('biz_token', '=', bizToken)
      const rows = await query.orderBy('given_at').orderBy('consent_id').execute()
      return rows.map(fromRow)
    },

    /** Marks all receipts of a session withdrawn that are not yet. Returns how many. */
    async withdrawAll(bizToken: string, now: number): Promise<number> {
      const rows = await db
        .updateTable('consents')
        .set({ withdrawn_at: now })
        .where('biz_token', '=', bizToken)
        .where('withdrawn_at', 'is', null)
        .returning('consent_id')
        .execute()
      return rows.length
    },
  }
}

function fromRow(row: Selectable<Tables['consents']>): Consent {
  return {
    consentId: row.consent_id,
    bizToken: row.biz_token,
    accountId: row.account_id,
    ruleId: row.rule_id,
    version: row.version,
    textHash: row.text_hash,
    language: row.language,
    scopes: JSON.parse(row.scopes),
    givenAt: row.given_at,
    withdrawnAt: row.withdrawn_at,
  }
}
