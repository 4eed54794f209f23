import { randomUUID } from 'node:crypto'
import type { Account } from '../../server/domain/account.ts'
import type { Rule } from '../../server/domain/rule.ts'
import type { Attempt, Session } from '../../server/domain/session.ts'
import { createAccounts } from '../../server/storage/accounts.ts'
import type { Database } from '../../server/storage/database.ts'
import { createRules } from '../../server/storage/rules.ts'

/** 2026-03-01T00:00:00+08:00, epoch ms. */
export const someTime = Date.parse('2026-03-01T00:00:00+08:00')

/** Builders of whole records; the argument replaces single fields. */
export const record = {
  account: (fields: Partial<Account> = {}): Account => ({
    accountId: randomUUID(),
    name: '示例银行',
    categoryId: 'fin.bank',
    credentials: ['finance-licence'],
    requestsPerSecond: 5,
    retention: 'reference',
    origins: [],
    state: 'active',
    createdAt: someTime,
    ...fields,
  }),

  rule: (fields: Partial<Rule> & Pick<Rule, 'accountId'>): Rule => ({
    ruleId: randomUUID(),
    name: '开户',
    channel: 'miniapp',
    livenessMode: 'light',
    engine: 'own',
    referenceSource: 'authority',
    identityEntry: 'caller',
    simThreshold: 70,
    retention: 'reference',
    maxAttempts: null,
    alternative: '请携带身份证到柜台办理',
    state: 'enabled',
    createdAt: someTime,
    ...fields,
  }),

  session: (fields: Partial<Session> & Pick<Session, 'accountId' | 'ruleId'>): Session => ({
    bizToken: randomUUID().toUpperCase(),
    state: 'created',
    identity: { name: '张三', idCard: '990101199001010018' },
    redirectUrl: 'https://example.com/done',
    extra: 'order 7',
    referenceEvidenceId: null,
    errCode: null,
    createdAt: someTime,
    expiresAt: someTime + 7_200_000,
    purgeAt: someTime + 259_200_000,
    purgedAt: null,
    deviceHash: null,
    openid: null,
    consentId: null,
    captureId: null,
    workingSince: null,
    verdicts: 0,
    ...fields,
  }),

  attempt: (fields: Partial<Attempt> & Pick<Attempt, 'accountId'>): Attempt => ({
    seq: randomUUID(),
    bizToken: null,
    ruleId: null,
    action: 'ImageRecognition',
    requestedAt: someTime,
    nameMasked: '张*',
    idCardMasked: '9901**********0018',
    sim: 87.25,
    errCode: 0,
    liveStatus: null,
    compareStatus: 0,
    chargeType: '核身',
    isNeedCharge: true,
    checks: [{ name: 'compare.sim', value: 87.25, threshold: '≥ 70', outcome: 'pass' }],
    ...fields,
  }),
}

/** An account with one rule, stored. */
export async function insertAccountAndRule(
  db: Database,
): Promise<{ accountId: string; ruleId: string }> {
  const account = record.account()
  const rule = record.rule({ accountId: account.accountId })
  await createAccounts(db).insert(account)
  await createRules(db).insert(rule)
  return { accountId: account.accountId, ruleId: rule.ruleId }
}
