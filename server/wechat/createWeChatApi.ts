import { randomBytes } from 'node:crypto'
import type { WeChatAccount, WeChatApi } from '../domain/wechat.ts'
import { authoriseUrl } from './authoriseUrl.ts'
import { createFaceApi } from './createFaceApi.ts'
import { createRequestWeChat } from './requestWeChat.ts'
import { createTokens, type AccountTokens } from './createTokens.ts'
import { openidOf } from './openidOf.ts'
import { requireCode } from './requireCode.ts'
import { signJsSdk } from './signJsSdk.ts'

interface Deps {
  /** Epoch ms. */
  clock: () => number
  /** Server API, an origin. */
  apiUrl: string
  /** Where pages are sent for OAuth, an origin. */
  openUrl: string
  /** For one request to WeChat. */
  timeoutMs?: number
  maxAnswerBytes?: number
}

/** WeChat answers within a second; a page waits for this while the person looks at it. */
const defaultTimeoutMs = 5_000
/** The answers used here are below 2 kB. */
const defaultMaxAnswerBytes = 64 * 1024

/**
 * WeChat's server API as far as the product needs it. Tokens and tickets are cached in the process,
 * for each account; a new AppSecret starts a new cache.
 */
export function createWeChatApi(deps: Deps): WeChatApi {
  const { apiUrl, openUrl } = deps
  const requestWeChat = createRequestWeChat({
    apiUrl,
    timeoutMs: deps.timeoutMs ?? defaultTimeoutMs,
    maxAnswerBytes: deps.maxAnswerBytes ?? defaultMaxAnswerBytes,
  })
  const tokensByAppId = new Map<string, { secret: string; tokens: AccountTokens }>()

  function tokensOf(account: WeChatAccount): AccountTokens {
    const known = tokensByAppId.get(account.appId)
    if (known?.secret === account.secret) return known.tokens
    const tokens = createTokens(account, { requestWeChat, clock: deps.clock })
    tokensByAppId.set(account.appId, { secret: account.secret, tokens })
    return tokens
  }

  return {
    async code2Session({ appId, secret }, code) {
      const path = '/sns/jscode2session'
      const answer = await requestWeChat({
        path,
        query: { appid: appId, grant_type: 'authorization_code' },
        secret: { secret, js_code: requireCode(code, path) },
      })
      return { appId, openid: openidOf(answer, path) }
    },

    authoriseUrl: ({ appId }, { redirectUri, state }) =>
      authoriseUrl({ openUrl, appId, redirectUri, state }),

    async readOpenid({ appId, secret }, code) {
      const path = '/sns/oauth2/access_token'
      const answer = await requestWeChat({
        path,
        query: { appid: appId, grant_type: 'authorization_code' },
        secret: { secret, code: requireCode(code, path) },
      })
      return { appId, openid: openidOf(answer, path) }
    },

    async signPage(account, url) {
      const ticket = await tokensOf(account).ticket()
      const nonce = randomBytes(16).toString('hex')
      const timestamp = Math.floor(deps.clock() / 1000)
      const signature = signJsSdk({ ticket, nonce, timestamp, url })
      return { appId: account.appId, timestamp, nonceStr: nonce, signature }
    },

    ...createFaceApi({ requestWeChat, tokensOf }),
  }
}
