import type { ChallengeSupport } from '../challenge.ts'
import type { OpenAnswer } from '../session.ts'
import type { CeremonyEvent } from './ceremonyEvents.ts'
import { isTrouble, type Trouble } from './troubles.ts'

/** What this client can perform: `hello.supports`. A mode has the name of its challenge. */
export const supports: readonly ChallengeSupport[] = ['light@1', 'digit@1', 'light-digit@1']

/**
 * What the answer of /session/open means for the ceremony. A session that is over gives null: its
 * verdict is asked for with /session/status.
 *
 * @param performs what the client can perform, where that is not `supports`
 */
export function readOpening(
  answer: OpenAnswer,
  performs: readonly ChallengeSupport[] = supports,
): CeremonyEvent | null {
  if (answer.status === 'finished') return null
  if (answer.status === 'timeout') return { type: 'trouble', trouble: 'expired' }
  if (!answer.environment.ok)
    return { type: 'trouble', trouble: environmentTrouble(answer.environment.reason) }
  if (!performs.some(name => name.replace(/@.*/, '') === answer.mode)) {
    return { type: 'trouble', trouble: 'unsupported' }
  }
  return {
    type: 'opened',
    needs: {
      consent: answer.consent.givenAt === null,
      openid: answer.openid.needed && !answer.openid.proven,
      identity: answer.identity.kind === 'ask',
    },
  }
}

/** The server's reasons are names of troubles, but for those of a newer server. */
function environmentTrouble(reason: string): Trouble {
  return isTrouble(reason) ? reason : 'environment'
}
