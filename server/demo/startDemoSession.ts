import type { StartedVerification, StartRequest } from '../flows/startVerification.ts'
import type { Store } from '../openStore.ts'
import { demoPeople } from './demoPeople.ts'
import { demoAccountId } from './makeDemo.ts'
import { demoRules } from './demoRules.ts'

/** Opens a light session for the first demo person; who sits before the camera is another matter. */
export async function startDemoSession(
  store: Pick<Store, 'accounts'>,
  startVerification: (request: StartRequest) => Promise<StartedVerification>,
): Promise<string> {
  const account = await store.accounts.find(demoAccountId)
  const [person] = demoPeople
  if (!account || !person) throw new Error('the demo tenant is gone')
  const { session } = await startVerification({
    account,
    ruleId: demoRules.light.ruleId,
    name: person.name,
    idCard: person.idCard,
    redirectUrl: undefined,
    extra: undefined,
    referencePhoto: undefined,
  })
  return session.bizToken
}
