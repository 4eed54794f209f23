import type { Phase } from '../../../../server/protocol/client/ceremonyState.ts'
import { isIdNumber, tidyIdNumber } from '../../../../server/protocol/client/idNumber.ts'
import type { ScreenContext } from './screen.ts'

/** Tidies what was entered; what is still wrong with it, '' = nothing. */
export function findFault(
  { words, checks, fields, session }: ScreenContext,
  { name }: Phase,
): string {
  if (name === 'consent') {
    const isGuarded = session?.consent.scopes.includes('guardian') === true
    return checks.agree && (!isGuarded || checks.guardian) ? '' : words.consent.tickFirst
  }
  if (name !== 'identity') return ''
  fields.name = fields.name.trim()
  fields.idCard = tidyIdNumber(fields.idCard)
  if (fields.name === '') return words.identity.nameMissing
  return isIdNumber(fields.idCard) ? '' : words.identity.idCardWrong
}
