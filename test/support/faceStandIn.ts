import { createHash, randomBytes } from 'node:crypto'
import { refusal, type StandInCall } from './weChatStandIn.ts'

interface Verification {
  appId: string
  outSeqNo: string
  certHash: string
  openid: string
  endsAt: number
  verifyRet: number
}

/** WeChat's face API 2.0 as its documents describe it: both server calls, and what a phone would do. */
export interface FaceStandIn {
  routes: Record<string, (call: StandInCall, appId: string) => object>
  perform(verifyId: string, verifyRet: number): void
}

/** 未完成核身: nobody has performed it yet. */
const notFinished = 10300
const lifetimeS = 3_600

/** `knowsOpenid`: has this AppID's login given out the openid? */
export function createFaceStandIn(
  clock: () => number,
  knowsOpenid: (appId: string, openid: string) => boolean,
): FaceStandIn {
  const verifications = new Map<string, Verification>()

  function getVerifyId({ body }: StandInCall, appId: string): object {
    const { out_seq_no: outSeqNo, cert_info: certInfo, openid } = body
    if (!outSeqNo) return refusal(84010, 'missing out_seq_no')
    if (typeof outSeqNo !== 'string' || !/^[\w-]{5,32}$/.test(outSeqNo)) {
      return refusal(84011, 'invalid out_seq_no')
    }
    if (typeof certInfo !== 'object' || certInfo === null) return refusal(84012, 'no cert_info')
    const {
      cert_type: type,
      cert_name: name,
      cert_no: number,
    }: Record<string, unknown> = {
      ...certInfo,
    }
    if (type !== 'IDENTITY_CARD') return refusal(84013, 'invalid cert_type')
    if (typeof name !== 'string' || name === '') return refusal(84014, 'invalid cert_name')
    if (typeof number !== 'string' || !/^\d{17}[\dX]$/.test(number)) {
      return refusal(84015, 'invalid cert_no')
    }
    if (typeof openid !== 'string' || openid === '') return refusal(84016, 'missing openid')
    if (!knowsOpenid(appId, openid)) return refusal(40003, 'invalid openid')
    const isTaken = [...verifications.values()].some(
      known => known.appId === appId && known.outSeqNo === outSeqNo,
    )
    if (isTaken) return refusal(84019, 'out_seq_no already exists')
    const verifyId = randomBytes(48).toString('base64url')
    verifications.set(verifyId, {
      appId,
      outSeqNo,
      certHash: hashOf(type, name, number),
      openid,
      endsAt: clock() + lifetimeS * 1000,
      verifyRet: notFinished,
    })
    return { errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: lifetimeS }
  }

  function queryVerifyInfo({ body }: StandInCall, appId: string): object {
    const { verify_id: verifyId, out_seq_no: outSeqNo, cert_hash: certHash, openid } = body
    if (typeof verifyId !== 'string' || verifyId === '') return refusal(84021, 'missing verify_id')
    if (!outSeqNo) return refusal(84010, 'missing out_seq_no')
    if (!openid) return refusal(84016, 'missing openid')
    const known = verifications.get(verifyId)
    if (!known || known.appId !== appId || clock() >= known.endsAt) {
      return refusal(84022, 'verify_id expired')
    }
    if (known.openid !== openid) return refusal(84017, 'openid not match')
    if (known.certHash !== certHash) return refusal(84018, 'invalid cert_hash')
    if (known.outSeqNo !== outSeqNo) return refusal(84020, 'out_seq_no not match')
    return { errcode: 0, errmsg: 'ok', verify_ret: known.verifyRet }
  }

  return {
    routes: {
      '/cityservice/face/identify/getverifyid': getVerifyId,
      '/cityservice/face/identify/queryverifyinfo': queryVerifyInfo,
    },
    perform(verifyId, verifyRet) {
      const known = verifications.get(verifyId)
      if (!known) throw new Error('no such verify_id')
      known.verifyRet = verifyRet
    },
  }
}

/** The documented recipe, apart from the server's own code. */
function hashOf(...[type, name, number]: [string, string, string]): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return createHash('sha256')
    .update(`cert_type=${base64(type)}&cert_name=${base64(name)}&cert_no=${base64(number)}`)
    .digest('hex')
}
