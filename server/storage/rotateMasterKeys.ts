import type { Selectable } from 'kysely'
import type { Keys } from '../keys/createKeys.ts'
import { checkpoint } from './checkpoint.ts'
import type { Database, Tables } from './database.ts'
import { purposes } from './purposes.ts'

/** Rows read in one statement. */
const batchSize = 200
/** Rows that others changed in between come up again in the next pass. */
const maxPasses = 5

export interface RotationReport {
  /** Rows re-sealed or re-hashed. */
  rewritten: number
  /** Rows still under an old key. Not 0 = a server runs on the old key file: do not retire keys. */
  left: number
}

/** A row was under the current keys, was rewritten, or was changed by another in between. */
type Outcome = 'current' | 'rewritten' | 'contended'

/**
 * Brings every sealed column and every look-up hash under the current keys, row by guarded row, while
 * servers run (on the same keyring). Can be repeated and broken off at any point. Counters cannot be
 * re-hashed (they hold no ID number): takeOne carries a day that is under way over, so keep the old
 * look-up key until that day is over. Throws when a value does not open.
 */
export async function rotateMasterKeys(db: Database, keys: Keys): Promise<RotationReport> {
  const report = { rewritten: 0, left: 0 }
  for (let pass = 0; pass < maxPasses; pass++) {
    report.left = 0
    let rewrittenNow = 0
    for (const outcomes of [
      rewriteAll(batchOfApiKeys, rewriteApiKey, row => row.secret_id),
      rewriteAll(batchOfSessions, rewriteSession, row => row.biz_token),
      rewriteAll(batchOfPeople, rewritePerson, row => row.id_card_hash),
      rewriteAll(batchOfEvidenceKeys, rewriteEvidenceKey, row => row.key_id),
      rewriteAll(batchOfWebhooks, rewriteWebhook, row => row.account_id),
      rewriteAll(batchOfWeChatApps, rewriteWeChatApp, row => row.app_id),
    ]) {
      for await (const outcome of outcomes(db, keys)) {
        if (outcome === 'rewritten') rewrittenNow++
        if (outcome === 'contended') report.left++
      }
    }
    report.rewritten += rewrittenNow
    // A pass that found nothing to do proves that no row is left, new ones included.
    if (rewrittenNow === 0 && report.left === 0) break
  }
  await checkpoint(db)
  return report
}

type Batch<Row> = (db: Database, after: string) => Promise<Row[]>
type Rewrite<Row> = (db: Database, keys: Keys, row: Row) => Promise<Outcome>

/** Walks a table in order of its key. */
function rewriteAll<Row>(batch: Batch<Row>, rewrite: Rewrite<Row>, keyOf: (row: Row) => string) {
  return async function* (db: Database, keys: Keys): AsyncGenerator<Outcome> {
    let after = ''
    for (;;) {
      const rows = await batch(db, after)
      for (const row of rows) {
        yield await rewrite(db, keys, row)
        after = keyOf(row)
      }
      if (rows.length < batchSize) return
    }
  }
}

const outcomeOf = (changed: readonly unknown[]): Outcome =>
  changed.length === 1 ? 'rewritten' : 'contended'

const batchOfApiKeys: Batch<Selectable<Tables['api_keys']>> = (db, after) => {
  const query = db.selectFrom('api_keys').selectAll().where('secret_id', '>', after)
  return query.orderBy('secret_id').limit(batchSize).execute()
}

const rewriteApiKey: Rewrite<Selectable<Tables['api_keys']>> = async (db, keys, row) => {
  if (keys.isCurrent(row.secret_key_sealed)) return 'current'
  const purpose = purposes.apiKeySecret(row.secret_id)
  const changed = await db
    .updateTable('api_keys')
    .set({ secret_key_sealed: reseal(keys, purpose, row.secret_key_sealed) })
    .where('secret_id', '=', row.secret_id)
    .where('secret_key_sealed', '=', row.secret_key_sealed)
    .returning('secret_id')
    .execute()
  return outcomeOf(changed)
}

const batchOfSessions: Batch<Selectable<Tables['sessions']>> = (db, after) => {
  const query = db.selectFrom('sessions').selectAll().where('biz_token', '>', after)
  return query.where('purged_at', 'is', null).orderBy('biz_token').limit(batchSize).execute()
}

const rewriteSession: Rewrite<Selectable<Tables['sessions']>> = async (db, keys, row) => {
  const { name_sealed, id_card_sealed, extra_sealed, openid_sealed } = row
  const idCardPurpose = purposes.sessionIdCard(row.biz_token)
  const idCard = id_card_sealed && keys.openText(idCardPurpose, id_card_sealed)
  const id_card_hash = idCard && keys.lookupHash(purposes.sessionIdCardLookup, idCard)
  const sealed = [name_sealed, id_card_sealed, extra_sealed, openid_sealed].filter(
    value => value !== null,
  )
  if (id_card_hash === row.id_card_hash && sealed.every(value => keys.isCurrent(value)))
    return 'current'
  const changed = await db
    .updateTable('sessions')
    .set({
      name_sealed: name_sealed && reseal(keys, purposes.sessionName(row.biz_token), name_sealed),
      id_card_sealed: id_card_sealed && reseal(keys, idCardPurpose, id_card_sealed),
      extra_sealed:
        extra_sealed && reseal(keys, purposes.sessionExtra(row.biz_token), extra_sealed),
      openid_sealed:
        openid_sealed && reseal(keys, purposes.sessionOpenid(row.biz_token), openid_sealed),
      id_card_hash,
    })
    .where('biz_token', '=', row.biz_token)
    // Null = nobody wrote it: `=` does not find nulls.
    .where('name_sealed', name_sealed ? '=' : 'is', name_sealed)
    .where('id_card_sealed', id_card_sealed ? '=' : 'is', id_card_sealed)
    .where('extra_sealed', extra_sealed ? '=' : 'is', extra_sealed)
    .where('openid_sealed', openid_sealed ? '=' : 'is', openid_sealed)
    .returning('biz_token')
    .execute()
  return outcomeOf(changed)
}

const batchOfPeople: Batch<Selectable<Tables['people']>> = (db, after) => {
  const query = db.selectFrom('people').selectAll().where('id_card_hash', '>', after)
  return query.orderBy('id_card_hash').limit(batchSize).execute()
}

const rewritePerson: Rewrite<Selectable<Tables['people']>> = async (db, keys, row) => {
  const name = keys.openText(purposes.personName(row.id_card_hash), row.name_sealed)
  const idCard = keys.openText(purposes.personIdCard(row.id_card_hash), row.id_card_sealed)
  const hash = keys.lookupHash(purposes.personLookup, idCard)
  const sealed = [row.name_sealed, row.id_card_sealed]
  if (hash === row.id_card_hash && sealed.every(value => keys.isCurrent(value))) return 'current'
  return await db.transaction().execute(async transaction => {
    const changed = await transaction
      .updateTable('people')
      .set({
        id_card_hash: hash,
        name_sealed: keys.seal(purposes.personName(hash), name),
        id_card_sealed: keys.seal(purposes.personIdCard(hash), idCard),
      })
      .where('id_card_hash', '=', row.id_card_hash)
      .where('name_sealed', '=', row.name_sealed)
      .returning('id_card_hash')
      .execute()
    if (changed.length === 1) {
      await transaction
        .updateTable('evidence')
        .set({ owner: `person:${hash}` })
        .where('owner', '=', `person:${row.id_card_hash}`)
        .execute()
    }
    return outcomeOf(changed)
  })
}

const batchOfEvidenceKeys: Batch<Selectable<Tables['evidence_keys']>> = (db, after) => {
  const query = db.selectFrom('evidence_keys').selectAll().where('key_id', '>', after)
  return query.orderBy('key_id').limit(batchSize).execute()
}

const rewriteEvidenceKey: Rewrite<Selectable<Tables['evidence_keys']>> = async (db, keys, row) => {
  if (keys.isCurrent(row.wrapped_key)) return 'current'
  const purpose = purposes.evidenceKey(row.key_id, row.owner)
  const changed = await db
    .updateTable('evidence_keys')
    .set({ wrapped_key: reseal(keys, purpose, row.wrapped_key) })
    .where('key_id', '=', row.key_id)
    .where('wrapped_key', '=', row.wrapped_key)
    .returning('key_id')
    .execute()
  return outcomeOf(changed)
}

const batchOfWebhooks: Batch<Selectable<Tables['webhook_targets']>> = (db, after) => {
  const query = db.selectFrom('webhook_targets').selectAll().where('account_id', '>', after)
  return query.orderBy('account_id').limit(batchSize).execute()
}

const rewriteWebhook: Rewrite<Selectable<Tables['webhook_targets']>> = async (db, keys, row) => {
  if (keys.isCurrent(row.secret_sealed)) return 'current'
  const purpose = purposes.webhookSecret(row.account_id)
  const changed = await db
    .updateTable('webhook_targets')
    .set({ secret_sealed: reseal(keys, purpose, row.secret_sealed) })
    .where('account_id', '=', row.account_id)
    .where('secret_sealed', '=', row.secret_sealed)
    .returning('account_id')
    .execute()
  return outcomeOf(changed)
}

const batchOfWeChatApps: Batch<Selectable<Tables['wechat_apps']>> = (db, after) => {
  const query = db.selectFrom('wechat_apps').selectAll().where('app_id', '>', after)
  return query.orderBy('app_id').limit(batchSize).execute()
}

const rewriteWeChatApp: Rewrite<Selectable<Tables['wechat_apps']>> = async (db, keys, row) => {
  if (keys.isCurrent(row.secret_sealed)) return 'current'
  const purpose = purposes.wechatSecret(row.app_id)
  const changed = await db
    .updateTable('wechat_apps')
    .set({ secret_sealed: reseal(keys, purpose, row.secret_sealed) })
    .where('app_id', '=', row.app_id)
    .where('secret_sealed', '=', row.secret_sealed)
    .returning('app_id')
    .execute()
  return outcomeOf(changed)
}

function reseal(keys: Keys, purpose: string, sealed: Buffer): Buffer {
  return keys.seal(purpose, keys.open(purpose, sealed))
}
