import type { Insertable, Selectable } from 'kysely'
import type { CaptureEvidence } from '../domain/evidence.ts'
import type { Attempt } from '../domain/session.ts'
import type { Database, Tables } from './database.ts'

/** Days roll over at 00:00 Asia/Shanghai (design.md §8), which has had no summer time since 1991. */
const shanghaiOffset = '+08:00'
const dayMs = 86_400_000

export type Attempts = ReturnType<typeof createAttempts>

/** The ledger of attempts: masked identities only, so rows outlive the purge. */
export function createAttempts(db: Database) {
  return {
    /** Rejects when the seq is taken: an attempt is counted once. */
    async insert(attempt: Attempt, evidence: CaptureEvidence | null = null): Promise<void> {
      await db.insertInto('attempts').values(toRow(attempt, evidence)).execute()
    },

    /** Where the evidence of a capture is; null when none was kept. */
    async evidenceOf(seq: string): Promise<CaptureEvidence | null> {
      const query = db.selectFrom('attempts').select('evidence').where('seq', '=', seq)
      const row = await query.executeTakeFirst()
      return row?.evidence ? JSON.parse(row.evidence) : null
    },

    /** Evidence id of the attempt's video; null when none was made. */
    async videoOf(seq: string): Promise<string | null> {
      const query = db.selectFrom('attempts').select('video_evidence_id').where('seq', '=', seq)
      return (await query.executeTakeFirst())?.video_evidence_id ?? null
    },

    /**
     * Notes the attempt's video; false, and nothing noted, when it has one, or its session was erased:
     * the caller then deletes what it has stored.
     */
    async noteVideo(seq: string, evidenceId: string): Promise<boolean> {
      const rows = await db
        .updateTable('attempts')
        .set({ video_evidence_id: evidenceId })
        .where('seq', '=', seq)
        .where('video_evidence_id', 'is', null)
        .where(eb =>
          eb.exists(
            eb
              .selectFrom('sessions')
              .select('sessions.biz_token')
              .whereRef('sessions.biz_token', '=', 'attempts.biz_token')
              .where('sessions.purged_at', 'is', null),
          ),
        )
        .returning('seq')
        .execute()
      return rows.length === 1
    },

    async findBySeq(seq: string): Promise<Attempt | null> {
      const query = db.selectFrom('attempts').selectAll().where('seq', '=', seq)
      const row = await query.executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** In order of time. */
    async listBySession(bizToken: string): Promise<Attempt[]> {
      const query = db.selectFrom('attempts').selectAll().where('biz_token', '=', bizToken)
      const rows = await query.orderBy('requested_at').orderBy('seq').execute()
      return rows.map(fromRow)
    },

    /**
     * One Shanghai day (`YYYY-MM-DD`) of an account in order of time, a page at a time. Throws a
     * RangeError when `day` is not a date.
     */
    async listByAccountDay(
      accountId: string,
      day: string,
      page: { offset: number; limit: number },
    ): Promise<Attempt[]> {
      const startsAt = Date.parse(`${day}T00:00:00${shanghaiOffset}`)
      if (Number.isNaN(startsAt)) throw new RangeError('day must be a date, YYYY-MM-DD')
      const rows = await db
        .selectFrom('attempts')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('requested_at', '>=', startsAt)
        .where('requested_at', '<', startsAt + dayMs)
        .orderBy('requested_at')
        .orderBy('seq')
        .limit(page.limit)
        .offset(page.offset)
        .execute()
      return rows.map(fromRow)
    },
  }
}

function toRow(attempt: Attempt, evidence: CaptureEvidence | null): Insertable<Tables['attempts']> {
  return {
    seq: attempt.seq,
    account_id: attempt.accountId,
    biz_token: attempt.bizToken,
    rule_id: attempt.ruleId,
    action: attempt.action,
    requested_at: attempt.requestedAt,
    name_masked: attempt.nameMasked,
    id_card_masked: attempt.idCardMasked,
    sim: attempt.sim,
    err_code: attempt.errCode,
    live_status: attempt.liveStatus,
    compare_status: attempt.compareStatus,
    charge_type: attempt.chargeType,
    is_need_charge: attempt.isNeedCharge ? 1 : 0,
    checks: JSON.stringify(attempt.checks),
    evidence: evidence && JSON.stringify(evidence),
    video_evidence_id: null,
  }
}

function fromRow(row: Selectable<Tables['attempts']>): Attempt {
  return {
    seq: row.seq,
    accountId: row.account_id,
    bizToken: row.biz_token,
    ruleId: row.rule_id,
    action: row.action,
    requestedAt: row.requested_at,
    nameMasked: row.name_masked,
    idCardMasked: row.id_card_masked,
    sim: row.sim,
    errCode: row.err_code,
    liveStatus: row.live_status,
    compareStatus: row.compare_status,
    chargeType: row.charge_type,
    isNeedCharge: row.is_need_charge === 1,
    checks: JSON.parse(row.checks),
  }
}
