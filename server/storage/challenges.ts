import type { Database } from './database.ts'

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

export type Challenges = ReturnType<typeof createChallenges>

/** Challenges between being issued and being used; a row is there at most once and goes with its use. */
export function createChallenges(db: Database) {
  return {
    /** Rejects when the capture has one already: at most one each. */
    async insert(challenge: StoredChallenge): Promise<void> {
      await db
        .insertInto('challenges')
        .values({
          challenge_id: challenge.challengeId,
          biz_token: challenge.bizToken,
          capture_id: challenge.captureId,
          spec: challenge.spec,
          expires_at: challenge.expiresAt,
          asks: 0,
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

    /**
     * The challenge that a capture has not used yet, counting how often it was asked for; null when
     * there is none, or it was asked for `limit` times.
     */
    async ask(captureId: string, limit: number): Promise<StoredChallenge | null> {
      const row = await db
        .updateTable('challenges')
        .set(eb => ({ asks: eb('asks', '+', 1) }))
        .where('capture_id', '=', captureId)
        .where('asks', '<', limit)
        .returningAll()
        .executeTakeFirst()
      if (!row) return null
      return {
        challengeId: row.challenge_id,
        bizToken: row.biz_token,
        captureId: row.capture_id,
        spec: row.spec,
        expiresAt: row.expires_at,
      }
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
