import type { Kysely } from 'kysely'
import type { Account, ApiKey, Retention } from '../domain/account.ts'
import type { ConsentLanguage } from '../domain/consent.ts'
import type { EvidenceRecord } from '../domain/evidence.ts'
import type { IssuedValue } from '../domain/issuedValue.ts'
import type { Rule } from '../domain/rule.ts'
import type { Attempt, Session } from '../domain/session.ts'
import type { WeChatAccount } from '../domain/wechat.ts'

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
    origins: string
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
    engine: Rule['engine']
    reference_source: Rule['referenceSource']
    identity_entry: Rule['identityEntry']
    sim_threshold: number
    retention: Retention
    max_attempts: number | null
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
    device_hash: string | null
    app_id: string | null
    openid_sealed: Buffer | null
    consent_id: string | null
    capture_id: string | null
    working_since: number | null
    verdicts: number
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
    evidence: string | null
    video_evidence_id: string | null
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
  consents: {
    consent_id: string
    biz_token: string
    account_id: string
    rule_id: string
    version: string
    text_hash: string
    language: ConsentLanguage
    scopes: string
    given_at: number
    withdrawn_at: number | null
  }
  challenges: {
    challenge_id: string
    biz_token: string
    capture_id: string
    spec: string
    expires_at: number
    asks: number
    ask_at: number | null
    superseded: 0 | 1
  }
  wechat_apps: {
    app_id: string
    account_id: string
    kind: WeChatAccount['kind']
    secret_sealed: Buffer
    created_at: number
  }
  webhook_targets: {
    account_id: string
    url: string
    secret_sealed: Buffer
  }
  webhook_deliveries: {
    delivery_id: string
    account_id: string
    body: string
    tries: number
    /** Null = delivered or given up. */
    next_at: number | null
    /** HTTP status of the last answer, 0 = none came; null before the first try. */
    last_status: number | null
    created_at: number
  }
  issued_values: {
    value_id: string
    account_id: string
    kind: IssuedValue['kind']
    value: string
    made_at: number
    expires_at: number
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
