import type { CeremonyEvent } from '../../protocol/client/ceremonyEvents.ts'
import { readOpening } from '../../protocol/client/readOpening.ts'
import { troubleOfErrorCode } from '../../protocol/client/troubles.ts'
import type { OpenAnswer, SessionRefusal, StatusAnswer } from '../../protocol/session.ts'
import type { ChallengeSupport } from '../../protocol/challenge.ts'
import type { PhonePorts } from './ports.ts'

/** The HTTP half of a ceremony: asks the server and says what the answer means. */
export interface SessionCalls {
  credentials: () => { bizToken: string; deviceSecret: string }
  open: () => Promise<CeremonyEvent>
  consent: () => Promise<CeremonyEvent>
  proveOpenid: () => Promise<CeremonyEvent>
  identity: () => Promise<CeremonyEvent>
}

/** What the simulated phone can perform: `hello.supports`. */
export const phoneSupports: readonly ChallengeSupport[] = [
  'light@1',
  'digit@1',
  'light-digit@1',
  'action@1',
  'silent@1',
]

/** Who holds the phone, as far as pages and WeChat ask. */
export interface Visitor {
  name: string
  idCard: string
  /** Openid of a demo server: 1–64 characters out of A–Z a–z 0–9 _ - */
  standIn: string
}

type Answer<Value> = { ok: true; value: Value } | { ok: false; event: CeremonyEvent }

/** A person who agrees to what is asked and, where the page asks, enters name and ID number. */
export function createSessionCalls(
  ports: Pick<PhonePorts, 'post'>,
  bizToken: string,
  visitor: Visitor,
): SessionCalls {
  let session: OpenAnswer | null = null
  const credentials = () => ({ bizToken, deviceSecret: session?.deviceSecret ?? '' })

  // The server's own types: checked where they are made, versioned by the socket's hello.
  async function ask<Value>(name: string, body: object): Promise<Answer<Value>> {
    try {
      const { ok, text } = await ports.post(name, body)
      if (ok) {
        const value: Value = JSON.parse(text)
        return { ok, value }
      }
      const { code, message }: SessionRefusal = JSON.parse(text)
      const trouble = troubleOfErrorCode(code)
      return { ok, event: { type: 'trouble', trouble, message: `${code} ${message}` } }
    } catch {
      return { ok: false, event: { type: 'trouble', trouble: 'offline' } }
    }
  }

  async function readVerdict(): Promise<CeremonyEvent> {
    const answer = await ask<StatusAnswer>('status', credentials())
    if (!answer.ok) return answer.event
    const { outcome, advice, redirectUrl } = answer.value
    return outcome === null
      ? { type: 'trouble', trouble: 'finished' }
      : { type: 'alreadyJudged', verdict: { outcome, advice, redirectUrl } }
  }

  async function accept(name: string, body: object): Promise<CeremonyEvent> {
    const answer = await ask(name, { ...credentials(), ...body })
    return answer.ok ? { type: 'accepted' } : answer.event
  }

  return {
    credentials,
    async open() {
      const answer = await ask<OpenAnswer>('open', session ? credentials() : { bizToken })
      if (!answer.ok) return answer.event
      session = answer.value
      return readOpening(session, phoneSupports) ?? readVerdict()
    },
    async consent() {
      const { version = '', hash = '', scopes = [] } = session?.consent ?? {}
      return accept('consent', { version, hash, language: 'zh-CN', scopes })
    },
    async proveOpenid() {
      return session?.openid.standIn
        ? accept('openid', { standIn: visitor.standIn })
        : { type: 'trouble', trouble: 'openid' }
    },
    identity: () => accept('identity', { name: visitor.name, idCard: visitor.idCard }),
  }
}
