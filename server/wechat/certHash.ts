import { createHash } from 'node:crypto'
import type { Identity } from '../domain/person.ts'

/**
 * cert_hash of queryVerifyInfo: SHA-256, hex, of type, name and number in this order, each as base64
 * of its UTF-8 (document of the call, notes).
 */
export function certHash({ name, idCard }: Identity): string {
  const fields = [
    ['cert_type', 'IDENTITY_CARD'],
    ['cert_name', name],
    ['cert_no', idCard],
  ] as const
  const text = fields
    .map(([field, value]) => `${field}=${Buffer.from(value, 'utf8').toString('base64')}`)
    .join('&')
  return createHash('sha256').update(text).digest('hex')
}
