import { WeChatError } from '../domain/weChatError.ts'
import { readAnswer } from './readAnswer.ts'

/** One call to WeChat. What stands in `secret`, `token` and `personal` never comes back in an error. */
export interface WeChatRequest {
  path: string
  /** Query parameters that may be seen. */
  query?: Readonly<Record<string, string>>
  /** AppSecret or code by parameter name: in the query of a GET, in the body of a POST. */
  secret?: Readonly<Record<string, string>>
  /** Access token; in the query of either, and secret like the others. */
  token?: string
  /** Given for a POST: the rest of its JSON body. */
  body?: Readonly<Record<string, string | boolean | Readonly<Record<string, string>>>>
  /** What of `body` must not come back in an error either: who the person is. */
  personal?: readonly string[]
}

interface Deps {
  /** Origin of WeChat's API, e.g. `https://api.weixin.qq.com`. */
  apiUrl: string
  /** For one attempt, body included. */
  timeoutMs: number
  maxAnswerBytes: number
}

export type RequestWeChat = (request: WeChatRequest) => Promise<Record<string, unknown>>

/**
 * Sends a request and reads its answer; one more try when WeChat says that it is busy (-1), as its
 * documents advise. A code that the first try used up before it failed comes back as `codeUsed`.
 */
export function createRequestWeChat(deps: Deps): RequestWeChat {
  return async function requestWeChat(request) {
    try {
      return await attempt(request)
    } catch (error) {
      if (!(error instanceof WeChatError) || error.code !== 'busy') throw error
      return await attempt(request)
    }
  }

  async function attempt(request: WeChatRequest): Promise<Record<string, unknown>> {
    const body = await fetchBody(request)
    return readAnswer(body, {
      path: request.path,
      showsToken: request.token !== undefined,
      secrets: [
        ...Object.values(request.secret ?? {}),
        ...(request.token === undefined ? [] : [request.token]),
        ...(request.personal ?? []),
      ],
    })
  }

  async function fetchBody(request: WeChatRequest): Promise<Uint8Array> {
    const { path } = request
    try {
      const response = await fetch(addressOf(request), {
        ...(request.body
          ? {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ ...request.body, ...request.secret }),
            }
          : {}),
        // A redirect would carry the AppSecret in the query to wherever it points.
        redirect: 'error',
        signal: AbortSignal.timeout(deps.timeoutMs),
      })
      if (!response.ok) {
        await response.body?.cancel()
        throw new WeChatError('badAnswer', `${path}: HTTP ${response.status}`)
      }
      return await readLimited(response, path)
    } catch (error) {
      throw asWeChatError(error, path)
    }
  }

  function addressOf({ path, query, secret, token, body }: WeChatRequest): string {
    const parameters = new URLSearchParams({
      ...query,
      ...(body ? {} : secret),
      ...(token === undefined ? {} : { access_token: token }),
    }).toString()
    const base = deps.apiUrl.replace(/\/+$/, '')
    return parameters === '' ? base + path : `${base}${path}?${parameters}`
  }

  async function readLimited(response: Response, path: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    // Leaving the loop cancels the stream and with it the connection.
    for await (const chunk of response.body ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > deps.maxAnswerBytes) {
        throw new WeChatError('badAnswer', `${path}: more than ${deps.maxAnswerBytes} bytes`)
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
}

/** Keeps the system's error code (ECONNREFUSED …) and drops everything that may quote the address. */
function asWeChatError(error: unknown, path: string): WeChatError {
  if (error instanceof WeChatError) return error
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new WeChatError('timedOut', `${path}: no answer in time`)
  }
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  return new WeChatError('unreachable', `${path}: ${/^\w{1,40}$/.test(code) ? code : 'unknown'}`)
}
