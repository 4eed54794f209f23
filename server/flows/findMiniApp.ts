import type { Session } from '../domain/session.ts'
import type { MiniAppAccount, WeChatAccount } from '../domain/wechat.ts'
import { ApiError } from '../errors.ts'

interface Deps {
  wechatApps: { find(accountId: string, appId: string): Promise<WeChatAccount | null> }
}

/**
 * The mini program under whose AppID the session's openid was proven: another one's openid means
 * nothing to it.
 * @throws ApiError Session.OpenidNeeded; Capture.WeChatFailed when it is not bound (any more), as for the
 * stand-in of a demo
 */
export async function findMiniApp(
  { wechatApps }: Deps,
  { accountId, openid }: Session,
): Promise<{ app: MiniAppAccount; openid: string }> {
  if (!openid) throw new ApiError('Session.OpenidNeeded')
  const app = await wechatApps.find(accountId, openid.appId)
  if (app?.kind === 'miniapp') return { app, openid: openid.openid }
  throw new ApiError('Capture.WeChatFailed', {
    detail: {
      zh: '业务方尚未绑定该小程序。',
      en: 'The business has not bound this mini program.',
    },
  })
}
