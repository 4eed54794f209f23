import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { WeChatAccount } from '../../server/domain/wechat.ts'
import { createFaceStandIn } from './faceStandIn.ts'

/** How the next call to a path goes instead of properly. */
export type Mishap =
  /** Sent as it is; `text/plain` and 200 unless told otherwise. */
  | { body: string | Uint8Array; contentType?: string; status?: number; location?: string }
  /** Never answers. */
  | 'silence'
  /** Begins an answer and never ends it. */
  | 'stall'
  /** Breaks the connection. */
  | 'hangUp'

export interface StandInCall {
  method: string
  path: string
  query: Record<string, string>
  /** Parsed JSON body of a POST. */
  body: Record<string, unknown>
}

/** Stands for api.weixin.qq.com and open.weixin.qq.com at once: give `url` as both addresses. */
export interface WeChatStandIn {
  url: string
  /** What arrived, in order. */
  calls: StandInCall[]
  countCalls(path: string): number
  /** `webDomain`: the account's web authorisation domain (网页授权域名), a host name without a port. */
  addAccount(account: WeChatAccount, settings?: { webDomain?: string }): void
  /** The person who is logged in to WeChat from now on; null = nobody. */
  signIn(openid: string | null, settings?: { isSnapshot?: boolean }): void
  /** What wx.login would give this person's mini program. */
  issueLoginCode(appId: string, openid: string): string
  /**
   * What `wx.requestFacialVerify` leaves at WeChat: `verify_ret` from now on, 10000 = passed.
   * Before that it is 10300, not finished.
   */
  performVerification(verifyId: string, verifyRet?: number): void
  /** Ends the account's access token, as a forced refresh by somebody else would. */
  revokeToken(appId: string): void
  /** Queues what goes wrong with the next calls to a path, one each. */
  failNext(path: string, ...mishaps: Mishap[]): void
  close(): Promise<void>
}

interface Code {
  appId: string
  openid: string
  isSnapshot: boolean
  endsAt: number
  isUsed: boolean
}

/** Cookie of a browser that names its own person, for tests with several at once. */
export const personCookie = 'stand_in_openid'

const codeLifetimeMs = 5 * 60_000
const tokenLifetimeMs = 7_200_000
/** In its last five minutes a stable token is replaced, and both are good. */
const overlapMs = 5 * 60_000
const ticketLifetimeS = 7_200

/**
 * A server on the loopback interface that answers as WeChat's servers are documented to. It stands for
 * them because tests have no network, no AppID and no person with WeChat; that WeChat really answers
 * so is read from its documents and from answers that developers published, and is not proved here.
 *
 * `/connect/oauth2/authorize` does what WeChat does to a page: a browser whose user agent says
 * MicroMessenger is sent back to `redirect_uri` with a code for the person who is signed in.
 */
export async function startWeChatStandIn(
  clock: () => number = () => Date.now(),
): Promise<WeChatStandIn> {
  const accounts = new Map<string, { account: WeChatAccount; webDomain: string }>()
  const codes = { login: new Map<string, Code>(), oauth: new Map<string, Code>() }
  const tokens = new Map<string, { appId: string; endsAt: number; isRevoked: boolean }>()
  const mishaps = new Map<string, Mishap[]>()
  const calls: StandInCall[] = []
  const openids = new Set<string>()
  const face = createFaceStandIn(clock, (appId, openid) => openids.has(`${appId}:${openid}`))
  let person: { openid: string; isSnapshot: boolean } | null = null

  function issueCode(store: Map<string, Code>, appId: string, openid: string, isSnapshot = false) {
    const code = randomBytes(16).toString('hex')
    openids.add(`${appId}:${openid}`)
    const endsAt = clock() + codeLifetimeMs
    store.set(code, { appId, openid, isSnapshot, endsAt, isUsed: false })
    return code
  }

  /** AppID and AppSecret as every call checks them. */
  function refuseCredentials({ query, body }: StandInCall): object | null {
    const { appid, secret }: Record<string, unknown> = { ...query, ...body }
    if (typeof appid !== 'string') return refusal(41002, 'appid missing')
    if (!secret) return refusal(41004, 'appsecret missing')
    const known = accounts.get(appid)
    if (!known) return refusal(40013, 'invalid appid')
    return known.account.secret === secret ? null : refusal(40125, 'invalid appsecret')
  }

  function spendCode(store: Map<string, Code>, appId: string, text: string | undefined) {
    if (!text) return refusal(41008, 'missing code')
    const code = store.get(text)
    if (!code || code.appId !== appId || clock() >= code.endsAt) {
      return refusal(40029, 'invalid code')
    }
    if (code.isUsed) return refusal(40163, 'code been used')
    code.isUsed = true
    return code
  }

  function code2Session(call: StandInCall): object {
    const { appid = '', js_code: text, grant_type: grantType } = call.query
    if (grantType !== 'authorization_code') return refusal(40002, 'invalid grant_type')
    const code = refuseCredentials(call) ?? spendCode(codes.login, appid, text)
    if (!isCode(code)) return code
    return { session_key: randomBytes(16).toString('base64'), openid: code.openid }
  }

  function oauthToken(call: StandInCall): object {
    const { appid = '', code: text, grant_type: grantType } = call.query
    if (grantType !== 'authorization_code') return refusal(40002, 'invalid grant_type')
    const code = refuseCredentials(call) ?? spendCode(codes.oauth, appid, text)
    if (!isCode(code)) return code
    return {
      access_token: randomToken(),
      expires_in: 7200,
      refresh_token: randomToken(),
      openid: code.openid,
      scope: 'snsapi_base',
      ...(code.isSnapshot ? { is_snapshotuser: 1 } : {}),
    }
  }

  function stableToken(call: StandInCall): object {
    if (call.method !== 'POST') return refusal(43002, 'require POST method')
    if (call.body['grant_type'] !== 'client_credential') return refusal(40002, 'invalid grant_type')
    const refused = refuseCredentials(call)
    if (refused) return refused
    const appId = String(call.body['appid'])
    const held = [...tokens].find(
      ([, token]) =>
        token.appId === appId && !token.isRevoked && token.endsAt - clock() > overlapMs,
    )
    const [value, token] = held ?? [
      randomToken(),
      { appId, endsAt: clock() + tokenLifetimeMs, isRevoked: false },
    ]
    tokens.set(value, token)
    return { access_token: value, expires_in: Math.floor((token.endsAt - clock()) / 1000) }
  }

  /** A call that shows the access token, which names its account. */
  function withToken(
    route: (call: StandInCall, appId: string) => object,
  ): (call: StandInCall) => object {
    return call => {
      const token = tokens.get(call.query['access_token'] ?? '')
      if (!token || token.isRevoked) {
        return refusal(40001, 'invalid credential, access_token is invalid or not latest')
      }
      if (clock() >= token.endsAt) return refusal(42001, 'access_token expired')
      return route(call, token.appId)
    }
  }

  function faceRoute(
    route: (call: StandInCall, appId: string) => object,
  ): (call: StandInCall) => object {
    return withToken((call, appId) =>
      call.method === 'POST' ? route(call, appId) : refusal(43002, 'require POST method'),
    )
  }

  function ticket(): object {
    return { errcode: 0, errmsg: 'ok', ticket: randomToken(), expires_in: ticketLifetimeS }
  }

  /** WeChat matches the whole query with a pattern; parameters in another order are refused. */
  function authorise(request: IncomingMessage, response: ServerResponse): void {
    const parts =
      /\?appid=(\w+)&redirect_uri=([^&#]+)&response_type=code&scope=snsapi_base&state=(\w{0,128})$/.exec(
        request.url ?? '',
      )
    if (!/micromessenger/i.test(request.headers['user-agent'] ?? '')) {
      return showPage(response, '请在微信客户端打开链接')
    }
    if (!parts) return showPage(response, '该链接无法访问')
    const [appId = '', encoded = '', state = ''] = parts.slice(1)
    const redirectUri = new URL(decodeURIComponent(encoded))
    const known = accounts.get(appId)
    if (known?.account.kind !== 'official') return showPage(response, 'appid 参数错误')
    if (known.webDomain !== redirectUri.hostname) {
      return showPage(response, 'redirect_uri域名与后台配置不一致，错误码:10003')
    }
    const own = new RegExp(`(?:^|; )${personCookie}=([\\w-]+)`).exec(request.headers.cookie ?? '')
    const openid = own?.[1] ?? person?.openid
    if (!openid) return showPage(response, '请先登录微信')
    redirectUri.searchParams.set('code', issueCode(codes.oauth, appId, openid, person?.isSnapshot))
    redirectUri.searchParams.set('state', state)
    response.writeHead(302, { Location: redirectUri.href }).end()
  }

  const routes: Record<string, (call: StandInCall) => object> = {
    '/sns/jscode2session': code2Session,
    '/sns/oauth2/access_token': oauthToken,
    '/cgi-bin/stable_token': stableToken,
    '/cgi-bin/ticket/getticket': withToken(ticket),
    ...Object.fromEntries(
      Object.entries(face.routes).map(([path, route]) => [path, faceRoute(route)]),
    ),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    const text = Buffer.concat(await request.toArray()).toString('utf8')
    const call: StandInCall = {
      method: request.method ?? '',
      path,
      query: Object.fromEntries(searchParams),
      body: parseObject(text),
    }
    calls.push(call)
    const mishap = mishaps.get(path)?.shift()
    if (mishap) return goWrong(mishap, response)
    if (path === '/connect/oauth2/authorize') return authorise(request, response)
    const answer = routes[path]?.(call) ?? refusal(40066, 'invalid url')
    // As WeChat has it: text/plain from /sns, an odd JSON type from /cgi-bin, HTTP 200 for refusals.
    const type = path.startsWith('/sns/') ? 'text/plain' : 'application/json; encoding=utf-8'
    response.writeHead(200, { 'Content-Type': type }).end(JSON.stringify(answer))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    countCalls: path => calls.filter(call => call.path === path).length,
    addAccount(account, { webDomain = '127.0.0.1' } = {}) {
      accounts.set(account.appId, { account, webDomain })
    },
    signIn(openid, { isSnapshot = false } = {}) {
      person = openid === null ? null : { openid, isSnapshot }
    },
    issueLoginCode: (appId, openid) => issueCode(codes.login, appId, openid),
    performVerification: (verifyId, verifyRet = 10000) => face.perform(verifyId, verifyRet),
    revokeToken(appId) {
      for (const token of tokens.values()) if (token.appId === appId) token.isRevoked = true
    },
    failNext(path, ...more) {
      mishaps.set(path, [...(mishaps.get(path) ?? []), ...more])
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => void server.close(resolve))
    },
  }
}

/** `{"errcode":…,"errmsg":"…, rid: …"}`; the rid is what WeChat's support asks for. */
export function refusal(errcode: number, errmsg: string): { errcode: number; errmsg: string } {
  const rid = [4, 4, 4].map(bytes => randomBytes(bytes).toString('hex')).join('-')
  return { errcode, errmsg: `${errmsg}, rid: ${rid}` }
}

function goWrong(mishap: Mishap, response: ServerResponse): void {
  if (mishap === 'silence') return
  if (mishap === 'hangUp') return void response.destroy()
  if (mishap === 'stall') {
    response.writeHead(200, { 'Content-Type': 'text/plain' }).write('{"openid":')
    return
  }
  const { body, contentType = 'text/plain', status = 200, location } = mishap
  response
    .writeHead(status, {
      'Content-Type': contentType,
      ...(location === undefined ? {} : { Location: location }),
    })
    .end(body)
}

function showPage(response: ServerResponse, text: string): void {
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>微信</title><p>${text}</p>`)
}

function isCode(value: object): value is Code {
  return 'isUsed' in value
}

function randomToken(): string {
  return `88_${randomBytes(64).toString('base64url')}`
}

function parseObject(text: string): Record<string, unknown> {
  if (text === '') return {}
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
