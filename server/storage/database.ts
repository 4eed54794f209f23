import type { Kysely } from 'kysely'
import type { Account, ApiKey, Retention } from '../domain/account.ts'
import type { EvidenceRecord } from '../domain/evidence.ts'
import type { Rule } from '../domain/rule.ts'
import type { Attempt, Session } from '../domain/session.ts'

/**
 * The tables, one type per dialect-neutral row. Times are epoch ms, booleans 0 | 1, lists JSON text;
 * `…_sealed` holds what Keys.seal made, `…_hash` what Keys.lookupHash made.
 */
export interface Tables {
  accounts: {
    account_id: string
    name: string
    category_id: string | null
    credentials: string
    requests_per_second: number
    retention: Retention
    state: Account['state']
    created_at: number
  }
  api_keys: {
    secret_id: string
    account_id: string
    secret_key_sealed: Buffer
    state: ApiKey['state']
    created_at: number
  }
  rules: {
    rule_id: string
    account_id: string
    name: string
    channel: Rule['channel']
    liveness_mode: Rule['livenessMode']
    reference_source: Rule['referenceSource']
    identity_entry: Rule['identityEntry']
    sim_threshold: number
    retention: Retention
    alternative: string
    state: Rule['state']
    created_at: number
  }
  sessions: {
    biz_token: string
    account_id: string
    rule_id: string
    state: Session['state']
    name_sealed: Buffer | null
    id_card_sealed: Buffer | null
    id_card_hash: string | null
    redirect_url: string | null
    extra_sealed: Buffer | null
    reference_evidence_id: string | null
    err_code: number | null
    created_at: number
    expires_at: number
    purge_at: number
    purged_at: number | null
  }
  attempts: {
    seq: string
    account_id: string
    biz_token: string | null
    rule_id: string | null
    action: string
    requested_at: number
    name_masked: string
    id_card_masked: string
    sim: number | null
    err_code: number
    live_status: number | null
    compare_status: number | null
    charge_type: Attempt['chargeType']
    is_need_charge: 0 | 1
    checks: string
  }
  people: {
    id_card_hash: string
    name_sealed: Buffer
    id_card_sealed: Buffer
    photo_evidence_id: string | null
    availability: 'available' | 'unavailable'
    created_at: number
    updated_at: number
  }
  evidence_keys: {
    key_id: string
    owner: string
    wrapped_key: Buffer
  }
  evidence: {
    evidence_id: string
    owner: string
    key_id: string
    kind: EvidenceRecord['kind']
    size_bytes: number
    created_at: number
    purge_at: number | null
  }
  counters: {
    scope: string
    key_hash: string
    day: string
    n: number
  }
}

/** The one handle that every repository takes; openDatabase makes it for either database. */
export type Database = Kysely<Tables>
