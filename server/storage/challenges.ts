import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Database, Tables } from './database.ts'

/** A challenge that was issued to one capture. */
export interface StoredChallenge {
  challengeId: string
  bizToken: string
  captureId: string
  /** JSON of what will be judged. */
  spec: string
  /** Epoch ms. */
  expiresAt: number
}

/** A verification that WeChat performs. */
export interface NativeChallenge extends StoredChallenge {
  /** A newer one of the same session took its place. */
  isSuperseded: boolean
}

export type Challenges = ReturnType<typeof createChallenges>

/** Challenges between being issued and being used; a row is there at most once and goes with its use. */
export function createChallenges(db: Database) {
  return {
    /**
     * Rejects when the capture has one already: at most one each.
     * @param askAt epoch ms at which `takeUnasked` gives it out; null: never
     */
    async insert(challenge: StoredChallenge, askAt: number | null = null): Promise<void> {
      await db
        .insertInto('challenges')
        .values({
          challenge_id: challenge.challengeId,
          biz_token: challenge.bizToken,
          capture_id: challenge.captureId,
          spec: challenge.spec,
          expires_at: challenge.expiresAt,
          asks: 0,
          ask_at: askAt,
          superseded: 0,
        })
        .execute()
    },

    /** Uses a challenge up, in one statement: true for exactly one caller, and only in its time. */
    async use(challengeId: string, captureId: string, now: number): Promise<boolean> {
      const row = await db
        .deleteFrom('challenges')
        .where('challenge_id', '=', challengeId)
        .where('capture_id', '=', captureId)
        .returning('expires_at')
        .executeTakeFirst()
      return row !== undefined && row.expires_at > now
    },

    /** The challenge of a session that is alive and that no newer one took the place of; or null. */
    async findNewest(bizToken: string, now: number): Promise<NativeChallenge | null> {
      const row = await db
        .selectFrom('challenges')
        .selectAll()
        .where('biz_token', '=', bizToken)
        .where('superseded', '=', 0)
        .where('expires_at', '>', now)
        .orderBy('expires_at', 'desc')
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /**
     * The challenge that a capture has not used yet, counting how often it was asked for, and from now on
     * unasked until `askAt`; null when there is none, or it was asked for `limit` times.
     */
    async ask(captureId: string, limit: number, askAt: number): Promise<NativeChallenge | null> {
      const row = await db
        .updateTable('challenges')
        .set(eb => ({ asks: eb('asks', '+', 1), ask_at: askAt }))
        .where('capture_id', '=', captureId)
        .where('asks', '<', limit)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /**
     * One challenge that is alive and was not asked for in its time, or will not be alive any more at
     * `lastLookAt`; null when there is none. From now on it is unasked until `askAt`; after a last look for
     * good, unless a phone asks once more.
     */
    async takeUnasked(
      now: number,
      { lastLookAt, askAt }: { lastLookAt: number; askAt: number },
    ): Promise<NativeChallenge | null> {
      const isUnasked = (eb: ExpressionBuilder<Tables, 'challenges'>) =>
        eb.and([
          eb('ask_at', 'is not', null),
          eb('superseded', '=', 0),
          eb('expires_at', '>', now),
          eb.or([eb('ask_at', '<=', now), eb('expires_at', '<=', lastLookAt)]),
        ])
      const unasked = db
        .selectFrom('challenges')
        .select('challenge_id')
        .where(isUnasked)
        .orderBy('ask_at')
        .limit(1)
      const row = await db
        .updateTable('challenges')
        .set(eb => ({
          ask_at: eb
            .case()
            .when('expires_at', '<=', lastLookAt)
            .then(eb.lit(null))
            .else(askAt)
            .end(),
        }))
        .where('challenge_id', 'in', unasked)
        // Asked again: between list and write PostgreSQL lets others in.
        .where(isUnasked)
        .returningAll()
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Makes one unasked again: its look came to nothing. */
    async askAgain(captureId: string, askAt: number): Promise<void> {
      await db
        .updateTable('challenges')
        .set({ ask_at: askAt })
        .where('capture_id', '=', captureId)
        .execute()
    },

    /** Takes the place of the session's earlier challenges: those are not good for a verdict any more. */
    async supersede(bizToken: string, captureId: string): Promise<void> {
      await db
        .updateTable('challenges')
        .set({ superseded: 1 })
        .where('biz_token', '=', bizToken)
        .where('capture_id', '!=', captureId)
        .execute()
    },

    async isSuperseded(captureId: string): Promise<boolean> {
      const query = db.selectFrom('challenges').select('superseded')
      const row = await query.where('capture_id', '=', captureId).executeTakeFirst()
      return row?.superseded === 1
    },

    /** Voids what a capture left unused. */
    async void(captureId: string): Promise<void> {
      await db.deleteFrom('challenges').where('capture_id', '=', captureId).execute()
    },

    /** Clears what crashed processes left. Returns how many. */
    async dropExpired(now: number): Promise<number> {
      const rows = await db
        .deleteFrom('challenges')
        .where('expires_at', '<=', now)
        .returning('challenge_id')
        .execute()
      return rows.length
    },
  }
}

function fromRow(row: Selectable<Tables['challenges']>): NativeChallenge {
  return {
    challengeId: row.challenge_id,
    bizToken: row.biz_token,
    captureId: row.capture_id,
    spec: row.spec,
    expiresAt: row.expires_at,
    isSuperseded: row.superseded === 1,
  }
}
