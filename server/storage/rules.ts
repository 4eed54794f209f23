import type { Selectable } from 'kysely'
import type { Rule } from '../domain/rule.ts'
import type { Database, Tables } from './database.ts'

export type Rules = ReturnType<typeof createRules>

/** Rules: what RuleIds name. */
export function createRules(db: Database) {
  return {
    /** Rejects when the ruleId is taken or the account is not there. */
    async insert(rule: Rule): Promise<void> {
      await db
        .insertInto('rules')
        .values({
          rule_id: rule.ruleId,
          account_id: rule.accountId,
          name: rule.name,
          channel: rule.channel,
          liveness_mode: rule.livenessMode,
          engine: rule.engine,
          reference_source: rule.referenceSource,
          identity_entry: rule.identityEntry,
          sim_threshold: rule.simThreshold,
          retention: rule.retention,
          max_attempts: rule.maxAttempts,
          alternative: rule.alternative,
          state: rule.state,
          created_at: rule.createdAt,
        })
        .execute()
    },

    /** Disabled ones too: the caller tells them apart by `state`. */
    async find(ruleId: string): Promise<Rule | null> {
      const row = await db
        .selectFrom('rules')
        .selectAll()
        .where('rule_id', '=', ruleId)
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Oldest first. */
    async listByAccount(accountId: string): Promise<Rule[]> {
      const query = db.selectFrom('rules').selectAll().where('account_id', '=', accountId)
      const rows = await query.orderBy('created_at').orderBy('rule_id').execute()
      return rows.map(fromRow)
    },

    /**
     * Changes the given fields in one statement; null when there is no such rule. What a rule
     * verifies (channel, mode, engine, sources) is fixed: sessions under way were started on it.
     */
    async update(
      ruleId: string,
      patch: Partial<Pick<Rule, 'name' | 'simThreshold' | 'retention' | 'alternative' | 'state'>>,
    ): Promise<Rule | null> {
      if (Object.keys(patch).length === 0) return await this.find(ruleId)
      const { simThreshold, name, retention, alternative, state } = patch
      const row = await db
        .updateTable('rules')
        .set({ name, sim_threshold: simThreshold, retention, alternative, state })
        .where('rule_id', '=', ruleId)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },
  }
}

function fromRow(row: Selectable<Tables['rules']>): Rule {
  return {
    ruleId: row.rule_id,
    accountId: row.account_id,
    name: row.name,
    channel: row.channel,
    livenessMode: row.liveness_mode,
    engine: row.engine,
    referenceSource: row.reference_source,
    identityEntry: row.identity_entry,
    simThreshold: row.sim_threshold,
    retention: row.retention,
    maxAttempts: row.max_attempts,
    alternative: row.alternative,
    state: row.state,
    createdAt: row.created_at,
  }
}
