import { sql, type ExpressionBuilder } from 'kysely'
import type { Session, SessionState } from '../domain/session.ts'
import { mayMove } from '../domain/sessionTransition.ts'
import type { WeChatIdentity } from '../domain/wechat.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Database, Tables } from './database.ts'
import { createSessionRows, type SessionPatch } from './sessionRows.ts'

/**
 * A capture that began in time may end after expiresAt. One that is still open this long after it has
 * lost its server: a challenge lives 60 s and a verdict takes seconds (design.md §5).
 */
const abandonedAfterMs = 600_000

const waiting = ['created', 'consented'] satisfies SessionState[]
const working = ['capturing', 'judging'] satisfies SessionState[]

/** What must hold besides the state. */
export interface SessionGuard {
  /** The capture that owns the session. */
  captureId?: string
  /** Epoch ms; the session must not have expired by then. */
  startsAt?: number
}

export type Sessions = ReturnType<typeof createSessions>

/** Sessions; name, ID number and Extra are sealed at rest. */
export function createSessions(db: Database, keys: Keys) {
  const { toRow, toColumns, fromRow } = createSessionRows(keys)
  return {
    /** Rejects when the bizToken is taken, or rule or account are not there. */
    async insert(session: Session): Promise<void> {
      await db.insertInto('sessions').values(toRow(session)).execute()
    },

    /** Purged ones too, without anything personal (`purgedAt` is set). */
    async find(bizToken: string): Promise<Session | null> {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('biz_token', '=', bizToken)
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /**
     * Moves a session from one of the states `from` to `to` and applies the patch, in one guarded
     * statement: of several callers exactly one gets the session, the others null. Null too when it
     * is not there, purged, or the guard does not hold.
     * @throws RangeError on a move that domain/sessionTransition.ts does not know
     */
    async transition(
      bizToken: string,
      from: readonly SessionState[],
      to: SessionState,
      patch: SessionPatch = {},
      guard: SessionGuard = {},
    ): Promise<Session | null> {
      const wrong = from.find(state => !mayMove(state, to))
      if (wrong) throw new RangeError(`a session never goes from ${wrong} to ${to}`)
      if (from.length === 0) return null
      let query = db
        .updateTable('sessions')
        .set({ state: to, ...toColumns(bizToken, patch) })
        .where('biz_token', '=', bizToken)
        .where('state', 'in', from)
        .where('purged_at', 'is', null)
      if (guard.captureId !== undefined) query = query.where('capture_id', '=', guard.captureId)
      if (guard.startsAt !== undefined) query = query.where('expires_at', '>', guard.startsAt)
      const row = await query.returningAll().executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Binds a session that no device has opened yet; null when one has, or it is purged. */
    async bindDevice(bizToken: string, deviceHash: string): Promise<Session | null> {
      const row = await db
        .updateTable('sessions')
        .set({ device_hash: deviceHash })
        .where('biz_token', '=', bizToken)
        .where('device_hash', 'is', null)
        .where('purged_at', 'is', null)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Notes the WeChat identity that was proven first; null when there is one, or it is purged. */
    async proveOpenid(bizToken: string, openid: WeChatIdentity): Promise<Session | null> {
      const row = await db
        .updateTable('sessions')
        .set(toColumns(bizToken, { openid }))
        .where('biz_token', '=', bizToken)
        .where('openid_sealed', 'is', null)
        .where('state', 'in', waiting)
        .where('purged_at', 'is', null)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /**
     * Gives sessions back to the person whose capture lost its server (a crash): those that work
     * since before `startedBefore` (epoch ms) become `consented`. Returns how many.
     */
    async releaseAbandoned(startedBefore: number): Promise<number> {
      const rows = await db
        .updateTable('sessions')
        .set({ state: 'consented', capture_id: null, working_since: null })
        .where('state', 'in', working)
        .where('working_since', '<=', startedBefore)
        .where('purged_at', 'is', null)
        .returning('biz_token')
        .execute()
      return rows.length
    },

    /**
     * Moves at most `limit` sessions whose time is over to `expired` and returns them: those that
     * nobody is working on at expiresAt, abandoned captures ten minutes later. `now` in epoch ms.
     */
    async expireDue(now: number, limit: number): Promise<Session[]> {
      const due = db
        .selectFrom('sessions')
        .select('biz_token')
        .where(isDue(now))
        .orderBy('expires_at')
        .limit(limit)
      const rows = await db
        .updateTable('sessions')
        .set({ state: 'expired' satisfies SessionState })
        .where('biz_token', 'in', due)
        // Asked again: between list and write PostgreSQL lets others in.
        .where(isDue(now))
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },

    /** BizTokens whose purge time has come, the most overdue first. Opens nothing sealed. */
    async listPurgeable(now: number, limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom('sessions')
        .select('biz_token')
        .where('purged_at', 'is', null)
        .where('purge_at', '<=', now)
        .orderBy('purge_at')
        .limit(limit)
        .execute()
      return rows.map(row => row.biz_token)
    },

    /**
     * Erases everything personal and leaves a tombstone; a session that was not final becomes
     * `expired`. False when another process did it before. Erase the evidence first and call
     * `checkpoint` afterwards.
     */
    async markPurged(bizToken: string, now: number): Promise<boolean> {
      const rows = await db
        .updateTable('sessions')
        .set({
          state: sql<SessionState>`case when state in ('passed', 'failed') then state else 'expired' end`,
          name_sealed: null,
          id_card_sealed: null,
          id_card_hash: null,
          redirect_url: null,
          extra_sealed: null,
          reference_evidence_id: null,
          device_hash: null,
          app_id: null,
          openid_sealed: null,
          capture_id: null,
          working_since: null,
          purged_at: now,
        })
        .where('biz_token', '=', bizToken)
        .where('purged_at', 'is', null)
        .returning('biz_token')
        .execute()
      return rows.length === 1
    },
  }
}

/** The first condition repeats the index's, so that both databases use it. */
const isDue = (now: number) => (eb: ExpressionBuilder<Tables, 'sessions'>) =>
  eb.and([
    eb('state', 'in', [...waiting, ...working]),
    eb('expires_at', '<=', now),
    eb.or([eb('state', 'in', waiting), eb('expires_at', '<=', now - abandonedAfterMs)]),
  ])
