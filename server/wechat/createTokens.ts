import type { WeChatAccount } from '../domain/wechat.ts'
import { WeChatError } from '../domain/weChatError.ts'
import { createExpiringValue, type ExpiringValue } from './createExpiringValue.ts'
import { readToken } from './readToken.ts'
import type { RequestWeChat } from './requestWeChat.ts'

/** Access token and JS-SDK ticket of one account. */
export interface AccountTokens {
  /**
   * Runs a call with the access token. When WeChat refuses the token (40001, 40014, 42001) it is
   * forgotten and the call made once more with a new one.
   *
   * @throws WeChatError of the call; `tokenRefused` when the second token is refused as well
   */
  withToken<Result>(call: (token: string) => Promise<Result>): Promise<Result>
  /** jsapi_ticket. */
  ticket(): Promise<string>
}

interface Deps {
  requestWeChat: RequestWeChat
  clock: () => number
}

/**
 * Tokens come from stable_token in its ordinary mode: asking again does not end the token that others
 * hold, so several processes, and the operator's own systems, may share an AppID without a central
 * store. Its force_refresh is left alone, since WeChat allows that twenty times a day.
 */
export function createTokens(account: WeChatAccount, deps: Deps): AccountTokens {
  const accessToken: ExpiringValue = createExpiringValue({ issue: issueToken, clock: deps.clock })
  const ticket: ExpiringValue = createExpiringValue({ issue: issueTicket, clock: deps.clock })

  async function issueToken() {
    const path = '/cgi-bin/stable_token'
    const answer = await deps.requestWeChat({
      path,
      body: { grant_type: 'client_credential', appid: account.appId, force_refresh: false },
      secret: { secret: account.secret },
    })
    return readToken(answer, 'access_token', path)
  }

  async function issueTicket() {
    const path = '/cgi-bin/ticket/getticket'
    const answer = await withToken(token =>
      deps.requestWeChat({
        path,
        query: { type: 'jsapi' },
        token,
      }),
    )
    return readToken(answer, 'ticket', path)
  }

  async function withToken<Result>(call: (token: string) => Promise<Result>): Promise<Result> {
    const token = await accessToken.get()
    try {
      return await call(token)
    } catch (error) {
      if (!(error instanceof WeChatError) || error.code !== 'tokenRefused') throw error
      accessToken.drop(token)
      return await call(await accessToken.get())
    }
  }

  return { withToken, ticket: () => ticket.get() }
}
