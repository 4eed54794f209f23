import type { Check } from '../domain/check.ts'
import type { Session } from '../domain/session.ts'
import { readVerifyRet, verifyRetPassed, type NativeEnd } from '../domain/verifyRet.ts'
import type { WeChatAccount, WeChatApi } from '../domain/wechat.ts'
import { WeChatError } from '../domain/weChatError.ts'
import { ApiError } from '../errors.ts'
import { findMiniApp } from './findMiniApp.ts'

/** How WeChat says that a verification ended, in our terms and in its own. */
export interface NativeReading {
  end: NativeEnd
  checks: Check[]
  /** For the log, where there is no verdict. */
  cause: Error
}

interface Deps {
  wechatApps: { find(accountId: string, appId: string): Promise<WeChatAccount | null> }
  wechat: Pick<WeChatApi, 'queryVerifyInfo'>
}

/** 未能取得微信活体结果: the verification was another one's. */
const noResult = 1007

/**
 * Asks WeChat how a verification ended. Where WeChat cannot be asked, nothing is decided.
 * @throws ApiError Session.IdentityNeeded, and as findMiniApp
 */
export function createReadNativeEnd(deps: Deps) {
  return async function readNativeEnd(
    session: Session,
    verification: { outSeqNo: string; verifyId: string },
  ): Promise<NativeReading> {
    const { identity } = session
    if (!identity) throw new ApiError('Session.IdentityNeeded')
    const { app, openid } = await findMiniApp(deps, session)
    try {
      const subject = { ...verification, identity, openid }
      const verifyRet = await deps.wechat.queryVerifyInfo(app, subject)
      const cause = new Error(`verify_ret ${verifyRet}`)
      return { end: readVerifyRet(verifyRet), checks: checksOf(0, verifyRet), cause }
    } catch (error) {
      if (!(error instanceof WeChatError)) throw error
      return { end: endOf(error), checks: checksOf(error.errcode, null), cause: error }
    }
  }
}

/** What WeChat's refusal to answer means. */
function endOf({ code }: WeChatError): NativeEnd {
  if (code === 'otherPerson') return { kind: 'verdict', resultCode: noResult, part: 'liveness' }
  if (code === 'verifyIdExpired') {
    return { kind: 'none', code: 'Capture.ChallengeExpired', isOurFault: false }
  }
  return { kind: 'open', code: 'Capture.WeChatUnavailable' }
}

/** WeChat's own numbers (R44); null = there was none. */
function checksOf(errcode: number | null, verifyRet: number | null): Check[] {
  const check = (name: string, value: number, wanted: number): Check => ({
    name,
    value,
    threshold: `= ${wanted}`,
    outcome: value === wanted ? 'pass' : 'fail',
  })
  return [
    { name: 'engine', value: 'wechat', threshold: '= wechat', outcome: 'pass' },
    ...(errcode === null ? [] : [check('wechat.errcode', errcode, 0)]),
    ...(verifyRet === null ? [] : [check('wechat.verify_ret', verifyRet, verifyRetPassed)]),
  ]
}
