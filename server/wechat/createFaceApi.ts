import type { MiniAppAccount, WeChatApi } from '../domain/wechat.ts'
import { WeChatError } from '../domain/weChatError.ts'
import { certHash } from './certHash.ts'
import type { AccountTokens } from './createTokens.ts'
import type { RequestWeChat } from './requestWeChat.ts'

interface Deps {
  requestWeChat: RequestWeChat
  tokensOf: (account: MiniAppAccount) => AccountTokens
}

/** expires_in of a verify id: its default, and the hour that error 84022 speaks of. */
const maxLifetimeS = 3_600

/** WeChat's own face verification, 2.0 (documents of getVerifyId and queryVerifyInfo). */
export function createFaceApi({
  requestWeChat,
  tokensOf,
}: Deps): Pick<WeChatApi, 'getVerifyId' | 'queryVerifyInfo'> {
  return {
    async getVerifyId(account, { outSeqNo, identity, openid }) {
      const path = '/cityservice/face/identify/getverifyid'
      const { name, idCard } = identity
      const answer = await tokensOf(account).withToken(token =>
        requestWeChat({
          path,
          token,
          body: {
            out_seq_no: outSeqNo,
            cert_info: { cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: idCard },
            openid,
          },
          personal: [name, idCard, openid],
        }),
      )
      return readVerifyId(answer, path)
    },

    async queryVerifyInfo(account, { verifyId, outSeqNo, identity, openid }) {
      const path = '/cityservice/face/identify/queryverifyinfo'
      const hash = certHash(identity)
      const answer = await tokensOf(account).withToken(token =>
        requestWeChat({
          path,
          token,
          body: { verify_id: verifyId, out_seq_no: outSeqNo, cert_hash: hash, openid },
          personal: [identity.name, identity.idCard, hash, openid],
        }),
      )
      return readVerifyRet(answer, path)
    },
  }
}

/** @throws WeChatError badAnswer */
function readVerifyId(answer: Record<string, unknown>, path: string) {
  const verifyId = answer['verify_id']
  const lifetimeS = answer['expires_in']
  if (typeof verifyId !== 'string' || !/^[\x21-\x7e]{1,256}$/.test(verifyId)) {
    throw new WeChatError('badAnswer', `${path}: no usable verify_id`)
  }
  if (typeof lifetimeS !== 'number' || !(lifetimeS > 0)) {
    throw new WeChatError('badAnswer', `${path}: no usable expires_in`)
  }
  return { verifyId, lifetimeMs: Math.floor(Math.min(lifetimeS, maxLifetimeS) * 1000) }
}

/**
 * A verdict hangs on it, so errcode 0 must be said and not left out, as it may be elsewhere.
 * @throws WeChatError badAnswer
 */
function readVerifyRet(answer: Record<string, unknown>, path: string): number {
  const verifyRet = answer['verify_ret']
  if (answer['errcode'] !== 0 || !isWholeNumber(verifyRet)) {
    throw new WeChatError('badAnswer', `${path}: no errcode 0 with a verify_ret`)
  }
  return verifyRet
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
