import type { SessionRefusal } from '../session.ts'
import type { CeremonyEvent } from './ceremonyEvents.ts'
import type { Words } from './text.ts'
import { troubleOfErrorCode } from './troubles.ts'

/**
 * What a refusal of /session means for the ceremony: a page of its own that explains it, or, where the
 * person has just filled in a form, the sentence to show beside it.
 *
 * @param refusal `offline` when no answer of the server came back
 */
export function readRefusal(
  refusal: SessionRefusal | 'offline',
  isForm: boolean,
  words: Words,
): CeremonyEvent {
  if (refusal === 'offline')
    return isForm
      ? { type: 'refused', message: words.troubles.offline.todo[0] ?? '' }
      : { type: 'trouble', trouble: 'offline' }
  const trouble = troubleOfErrorCode(refusal.code)
  return isForm && trouble === 'service'
    ? { type: 'refused', message: refusal.message }
    : { type: 'trouble', trouble, message: refusal.message }
}
