import type { Insertable, Selectable } from 'kysely'
import type { Session } from '../domain/session.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Tables } from './database.ts'
import { purposes } from './purposes.ts'

type Row = Tables['sessions']

/** What may change together with a session's state. */
export type SessionPatch = Partial<
  Pick<
    Session,
    | 'identity'
    | 'errCode'
    | 'referenceEvidenceId'
    | 'redirectUrl'
    | 'extra'
    | 'openid'
    | 'consentId'
    | 'captureId'
    | 'workingSince'
    | 'verdicts'
  >
>

/** Session ⇄ row of `sessions`: seals on the way in, opens on the way out. */
export function createSessionRows(keys: Keys) {
  const identityColumns = (bizToken: string, identity: Session['identity']) => ({
    name_sealed: identity && keys.seal(purposes.sessionName(bizToken), identity.name),
    id_card_sealed: identity && keys.seal(purposes.sessionIdCard(bizToken), identity.idCard),
    id_card_hash: identity && keys.lookupHash(purposes.sessionIdCardLookup, identity.idCard),
  })

  const extraColumn = (bizToken: string, extra: string | null) =>
    extra === null ? null : keys.seal(purposes.sessionExtra(bizToken), extra)

  const openidColumns = (bizToken: string, openid: Session['openid']) => ({
    app_id: openid && openid.appId,
    openid_sealed: openid && keys.seal(purposes.sessionOpenid(bizToken), openid.openid),
  })

  const openidOf = (row: Selectable<Row>): Session['openid'] =>
    row.app_id !== null && row.openid_sealed
      ? {
          appId: row.app_id,
          openid: keys.openText(purposes.sessionOpenid(row.biz_token), row.openid_sealed),
        }
      : null

  const identityOf = (row: Selectable<Row>): Session['identity'] =>
    row.name_sealed && row.id_card_sealed
      ? {
          name: keys.openText(purposes.sessionName(row.biz_token), row.name_sealed),
          idCard: keys.openText(purposes.sessionIdCard(row.biz_token), row.id_card_sealed),
        }
      : null

  return {
    toRow: (session: Session): Insertable<Row> => ({
      biz_token: session.bizToken,
      account_id: session.accountId,
      rule_id: session.ruleId,
      state: session.state,
      ...identityColumns(session.bizToken, session.identity),
      redirect_url: session.redirectUrl,
      extra_sealed: extraColumn(session.bizToken, session.extra),
      reference_evidence_id: session.referenceEvidenceId,
      err_code: session.errCode,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      purge_at: session.purgeAt,
      purged_at: session.purgedAt,
      device_hash: session.deviceHash,
      ...openidColumns(session.bizToken, session.openid),
      consent_id: session.consentId,
      capture_id: session.captureId,
      working_since: session.workingSince,
      verdicts: session.verdicts,
    }),

    /** Only the columns of what the patch names. */
    toColumns: (bizToken: string, patch: SessionPatch) => ({
      ...(patch.identity !== undefined && identityColumns(bizToken, patch.identity)),
      ...(patch.extra !== undefined && { extra_sealed: extraColumn(bizToken, patch.extra) }),
      ...(patch.redirectUrl !== undefined && { redirect_url: patch.redirectUrl }),
      ...(patch.referenceEvidenceId !== undefined && {
        reference_evidence_id: patch.referenceEvidenceId,
      }),
      ...(patch.errCode !== undefined && { err_code: patch.errCode }),
      ...(patch.openid !== undefined && openidColumns(bizToken, patch.openid)),
      ...(patch.consentId !== undefined && { consent_id: patch.consentId }),
      ...(patch.captureId !== undefined && { capture_id: patch.captureId }),
      ...(patch.workingSince !== undefined && { working_since: patch.workingSince }),
      ...(patch.verdicts !== undefined && { verdicts: patch.verdicts }),
    }),

    fromRow: (row: Selectable<Row>): Session => ({
      bizToken: row.biz_token,
      accountId: row.account_id,
      ruleId: row.rule_id,
      state: row.state,
      identity: identityOf(row),
      redirectUrl: row.redirect_url,
      extra:
        row.extra_sealed && keys.openText(purposes.sessionExtra(row.biz_token), row.extra_sealed),
      referenceEvidenceId: row.reference_evidence_id,
      errCode: row.err_code,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      purgeAt: row.purge_at,
      purgedAt: row.purged_at,
      deviceHash: row.device_hash,
      openid: openidOf(row),
      consentId: row.consent_id,
      captureId: row.capture_id,
      workingSince: row.working_since,
      verdicts: row.verdicts,
    }),
  }
}
