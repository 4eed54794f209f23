import type { CeremonyEvent } from '../../server/protocol/client/ceremonyEvents.ts'
import { readOpening } from '../../server/protocol/client/readOpening.ts'
import { readRefusal } from '../../server/protocol/client/readRefusal.ts'
import { readVerdict } from '../../server/protocol/client/readVerdict.ts'
import type { OpenAnswer, SessionRefusal } from '../../server/protocol/session.ts'
import type { DeviceMemory } from './deviceMemory.ts'
import { oauthReturn, withoutOauth } from './oauthReturn.ts'
import type { ScreenContext } from './screens/screen.ts'
import type { ApiAnswer, SessionApi } from './sessionApi.ts'

interface SessionClientDeps {
  api: SessionApi
  bizToken: string
  memory: DeviceMemory
  /** What the person entered and ticked, and the language of what was read. */
  context: () => ScreenContext
  onSession: (session: OpenAnswer) => void
}

/** The HTTP half of a ceremony: each function asks the server and says what that means. */
export interface SessionClient {
  credentials: () => { bizToken: string; deviceSecret: string }
  open: () => Promise<CeremonyEvent>
  consent: () => Promise<CeremonyEvent>
  /** Null when the page is leaving for WeChat's OAuth. */
  proveOpenid: () => Promise<CeremonyEvent | null>
  identity: () => Promise<CeremonyEvent>
  /** Takes the consent back: the server erases what this verification left. False = not done. */
  withdraw: () => Promise<boolean>
}

export function createSessionClient(deps: SessionClientDeps): SessionClient {
  const { api, bizToken, memory, context, onSession } = deps
  const credentials = () => ({ bizToken, deviceSecret: memory.secretOf(bizToken) })

  const explain = (refusal: SessionRefusal | 'offline', isForm: boolean): CeremonyEvent =>
    readRefusal(refusal, isForm, context().words)

  async function open(): Promise<CeremonyEvent> {
    const pageUrl = withoutOauth(location.href)
    const answer = await api.open({ ...credentials(), pageUrl })
    if (!answer.ok) return explain(answer.refusal, false)
    const session = answer.value
    memory.setSecret(bizToken, session.deviceSecret)
    onSession(session)
    const returned = oauthReturn(location.href)
    if (returned && memory.away() === bizToken) {
      memory.setAway(null)
      // A code works once: a reload must not send it again.
      history.replaceState(history.state, '', pageUrl)
      if (session.openid.needed && !session.openid.proven) {
        const proven = await api.openid({ ...credentials(), ...returned })
        return proven.ok ? open() : explain(proven.refusal, false)
      }
    }
    return readOpening(session) ?? askVerdict()
  }

  async function askVerdict(): Promise<CeremonyEvent> {
    const answer = await api.status(credentials())
    return answer.ok ? readVerdict(answer.value) : explain(answer.refusal, false)
  }

  const accept = (answer: ApiAnswer<unknown>): CeremonyEvent =>
    answer.ok ? { type: 'accepted' } : explain(answer.refusal, true)

  return {
    credentials,
    open,
    consent: async () => {
      const { session, scopes, words } = context()
      if (!session || !scopes) return { type: 'trouble', trouble: 'superseded' }
      const { version, hash } = session.consent
      const language = words.tag === 'en' ? 'en-US' : 'zh-CN'
      return accept(await api.consent({ ...credentials(), version, hash, language, scopes }))
    },
    proveOpenid: async () => {
      const openid = context().session?.openid
      if (openid?.standIn) {
        const answer = await api.openid({ ...credentials(), standIn: memory.standIn() })
        return answer.ok ? { type: 'accepted' } : explain(answer.refusal, false)
      }
      if (!openid?.authorizeUrl) return { type: 'trouble', trouble: 'openid' }
      memory.setAway(bizToken)
      location.assign(openid.authorizeUrl)
      return null
    },
    withdraw: async () => (await api.withdraw(credentials())).ok,
    identity: async () => accept(await api.identity({ ...credentials(), ...context().identity })),
  }
}
