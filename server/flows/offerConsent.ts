import { createHash } from 'node:crypto'
import { chinaDay } from '../domain/chinaDay.ts'
import {
  consentText,
  consentVersion,
  requiredScopes,
  type ConsentLanguage,
} from '../domain/consent.ts'
import { needsGuardian } from '../domain/guardianAge.ts'
import { nativeConsentText } from '../domain/nativeConsentText.ts'
import { mayRecord } from '../domain/rule.ts'
import type { ConsentOffer } from '../protocol/session.ts'
import type { DeviceSession } from './findForDevice.ts'

/** The text that this session's person must agree to now, with the hash that a receipt will name. */
export function offerConsent(
  { session, rule, account }: DeviceSession,
  language: ConsentLanguage,
  now: number,
): Omit<ConsentOffer, 'givenAt'> {
  // Where WeChat judges, no picture comes here to be kept.
  const isNative = rule.engine === 'wechat'
  const retention = isNative ? 'verdict-only' : rule.retention
  const facts = { business: account.name, purpose: rule.name, alternative: rule.alternative }
  const { title, text } = isNative
    ? nativeConsentText(facts, language)
    : consentText(
        { ...facts, mode: rule.livenessMode, retention, mayFilm: mayRecord(rule) },
        language,
      )
  const isChild = session.identity !== null && needsGuardian(session.identity.idCard, chinaDay(now))
  return {
    version: consentVersion,
    hash: createHash('sha256').update(text).digest('hex'),
    title,
    text,
    scopes: requiredScopes(retention, isChild),
  }
}
