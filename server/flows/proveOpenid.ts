import { timingSafeEqual } from 'node:crypto'
import { needsOpenid } from '../domain/retryLimit.ts'
import type { Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import type { WeChatAccount, WeChatApi, WeChatIdentity } from '../domain/wechat.ts'
import { WeChatError } from '../domain/weChatError.ts'
import { ApiError } from '../errors.ts'
import type { OpenidRequest } from '../protocol/session.ts'
import { requireOpen, type FindForDevice, type Visitor } from './findForDevice.ts'
import { isDemo, oauthState } from './openSession.ts'

interface Deps {
  findForDevice: FindForDevice
  sessions: {
    proveOpenid(bizToken: string, openid: WeChatIdentity): Promise<Session | null>
    find(bizToken: string): Promise<Session | null>
  }
  wechatApps: {
    findOfAccount(accountId: string, kind: WeChatAccount['kind']): Promise<WeChatAccount | null>
  }
  wechat: Pick<WeChatApi, 'code2Session' | 'readOpenid'>
  mode: 'demo' | 'production'
  clock: () => number
}

/** AppID of a demo's stand-in openids: no real one looks like it. */
const standInAppId = 'demo'

/**
 * Proves who the person is to WeChat in this session (R26): by the code of OAuth or wx.login, or in a
 * demo on this machine by any name (R46). The first identity stays: another one is refused.
 * @throws ApiError Session.StateMismatch, OpenidFailed, OtherOpenid, Finished, Expired;
 * MissingParameter, UnsupportedOperation
 */
export function createProveOpenid(deps: Deps) {
  return async function proveOpenid(request: OpenidRequest, visitor: Visitor): Promise<void> {
    const { session, rule } = await deps.findForDevice(request, visitor)
    requireOpen(session, deps.clock())
    if (!needsOpenid(rule.channel)) throw new ApiError('UnsupportedOperation')
    const proven =
      request.standIn === undefined
        ? await askWeChat(session, rule, request)
        : standIn(request.standIn, visitor)
    const stored = await deps.sessions.proveOpenid(session.bizToken, proven)
    if (stored) return
    const { openid } = (await deps.sessions.find(session.bizToken)) ?? session
    if (openid?.appId !== proven.appId || openid.openid !== proven.openid) {
      throw new ApiError(openid ? 'Session.OtherOpenid' : 'Session.Busy')
    }
  }

  function standIn(name: string, visitor: Visitor): WeChatIdentity {
    if (!isDemo(deps.mode, visitor)) throw new ApiError('UnsupportedOperation')
    return { appId: standInAppId, openid: name }
  }

  async function askWeChat(
    { accountId, bizToken }: Session,
    { channel }: Rule,
    { code, state, deviceSecret }: OpenidRequest,
  ): Promise<WeChatIdentity> {
    if (code === undefined) throw new ApiError('MissingParameter', { detail: 'code' })
    const kind = channel === 'miniapp' ? 'miniapp' : 'official'
    if (kind === 'official' && !isSameText(state ?? '', oauthState(bizToken, deviceSecret))) {
      throw new ApiError('Session.StateMismatch')
    }
    const app = await deps.wechatApps.findOfAccount(accountId, kind)
    if (!app) {
      const detail = {
        zh: '业务方尚未绑定公众号或小程序。',
        en: 'The business has bound no official account or mini program.',
      }
      throw new ApiError('Session.OpenidFailed', { detail })
    }
    try {
      return app.kind === 'miniapp'
        ? await deps.wechat.code2Session(app, code)
        : await deps.wechat.readOpenid(app, code)
    } catch (cause) {
      if (!(cause instanceof WeChatError)) throw cause
      throw new ApiError('Session.OpenidFailed', { cause })
    }
  }
}

function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
