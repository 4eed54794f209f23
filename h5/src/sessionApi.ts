import {
  sessionPath,
  type ConsentAnswer,
  type ConsentRequest,
  type IdentityAnswer,
  type IdentityRequest,
  type OpenAnswer,
  type OpenidRequest,
  type OpenRequest,
  type DeviceRequest,
  type SessionRefusal,
  type StatusAnswer,
} from '../../server/protocol/session.ts'

/** What the server answered; `offline` when no answer of the server came back. */
export type ApiAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; refusal: SessionRefusal }
  | { ok: false; refusal: 'offline' }

/** The person-facing HTTP API (server/protocol/session.ts) as functions. They never throw. */
export interface SessionApi {
  open: (request: OpenRequest) => Promise<ApiAnswer<OpenAnswer>>
  consent: (request: ConsentRequest) => Promise<ApiAnswer<ConsentAnswer>>
  openid: (request: OpenidRequest) => Promise<ApiAnswer<unknown>>
  identity: (request: IdentityRequest) => Promise<ApiAnswer<IdentityAnswer>>
  withdraw: (request: DeviceRequest) => Promise<ApiAnswer<unknown>>
  status: (request: DeviceRequest) => Promise<ApiAnswer<StatusAnswer>>
}

/** Past this the network counts as gone, ms. */
const timeoutMs = 15_000

/** `endpoint`: where the server is, ending in a slash. `language` is asked for at each request. */
export function createSessionApi(endpoint: URL, language: () => string): SessionApi {
  async function post<T>(name: string, body: unknown): Promise<ApiAnswer<T>> {
    // AbortSignal.timeout() is younger than many web views.
    const aborter = new AbortController()
    const timer = setTimeout(() => aborter.abort(), timeoutMs)
    try {
      const response = await fetch(new URL(`.${sessionPath}/${name}`, endpoint).href, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': language() },
        body: JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        signal: aborter.signal,
      })
      // The server's own types: checked where they are made, versioned by the socket's hello.
      const answer: T & Partial<SessionRefusal> = await response.json()
      if (response.ok) return { ok: true, value: answer }
      const { code, message } = answer
      return code && message
        ? { ok: false, refusal: { code, message } }
        : { ok: false, refusal: 'offline' }
    } catch {
      return { ok: false, refusal: 'offline' }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    open: request => post('open', request),
    consent: request => post('consent', request),
    openid: request => post('openid', request),
    identity: request => post('identity', request),
    withdraw: request => post('withdraw', request),
    status: request => post('status', request),
  }
}
