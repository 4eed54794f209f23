import type { WeChatFault } from '../domain/weChatError.ts'

/**
 * WeChat's return codes (全局返回码) that mean something here. 40001 stands for a wrong AppSecret where
 * a token is asked for, and for a refused token where one is shown.
 */
const faults: ReadonlyMap<number, WeChatFault> = new Map([
  // -1000 is undocumented; WeChat sends it with the same words, "system error".
  [-1, 'busy'],
  [-1000, 'busy'],
  [40001, 'credentials'],
  [40013, 'credentials'],
  [40014, 'tokenRefused'],
  [40029, 'codeInvalid'],
  [40125, 'credentials'],
  [40163, 'codeUsed'],
  [40164, 'addressNotAllowed'],
  [40226, 'personBlocked'],
  [40243, 'credentials'],
  [41002, 'credentials'],
  [41004, 'credentials'],
  [41008, 'codeInvalid'],
  [42001, 'tokenRefused'],
  [42003, 'codeExpired'],
  [45009, 'tooFrequent'],
  [45011, 'tooFrequent'],
  [48001, 'notPermitted'],
  [48004, 'notPermitted'],
  [50002, 'notPermitted'],
  [50004, 'notPermitted'],
  [50007, 'notPermitted'],
  // Of the face API (getVerifyId, queryVerifyInfo).
  [84014, 'nameRefused'],
  [84015, 'idCardRefused'],
  [84017, 'otherPerson'],
  [84018, 'otherPerson'],
  [84020, 'otherPerson'],
  [84022, 'verifyIdExpired'],
])

/** `showsToken`: the refused call carried an access token instead of the AppSecret. */
export function faultOfErrcode(errcode: number, showsToken: boolean): WeChatFault {
  if (errcode === 40001 && showsToken) return 'tokenRefused'
  return faults.get(errcode) ?? 'refused'
}
