import type { StartedVerification, StartRequest } from '../flows/startVerification.ts'
import type { Store } from '../openStore.ts'
import { demoPeople } from './demoPeople.ts'
import { demoAccountId } from './makeDemo.ts'
import { demoRules } from './demoRules.ts'

/**
 * Opens a session for the first demo person; who sits before the camera is another matter. Null when the
 * demo has no rule for this channel and mode.
 */
export async function startDemoSession(
  store: Pick<Store, 'accounts'>,
  startVerification: (request: StartRequest) => Promise<StartedVerification>,
  { channel, mode }: { channel: string; mode: string },
): Promise<string | null> {
  const rule = Object.values(demoRules).find(
    ({ channel: ofRule, livenessMode }) => ofRule === channel && livenessMode === mode,
  )
  if (!rule) return null
  const account = await store.accounts.find(demoAccountId)
  const [person] = demoPeople
  if (!account || !person) throw new Error('the demo tenant is gone')
  const { session } = await startVerification({
    account,
    ruleId: rule.ruleId,
    name: person.name,
    idCard: person.idCard,
    redirectUrl: undefined,
    extra: undefined,
    referencePhoto: undefined,
  })
  return session.bizToken
}
