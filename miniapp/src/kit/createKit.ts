import { outcomeCodes, type OutcomeCode } from '../../../server/protocol/client/outcomeCodes.ts'
import { wordsOf } from '../../../server/protocol/client/text.ts'
import type {
  InitOptions,
  StartVerify,
  VerifyCallbacks,
  VerifyRequest,
  VerifyResult,
} from './hostCalls.ts'
import type { Platform } from './platform/platform.ts'
import { quietly } from './platform/quietly.ts'
import { createScreenLight } from './platform/screenLight.ts'
import { readEndpoint } from './session/readEndpoint.ts'
import type { VerificationOptions } from './verification.ts'

/** A verification that waits for its page. */
export interface PendingVerification {
  options: VerificationOptions
  /** It is over: leaves the page. */
  end: (code: OutcomeCode) => void
  /** The page is gone, by whatever way. */
  gone: () => void
}

export interface Kit {
  /**
   * In the app's onLaunch. Puts the screen's brightness back, should the app have been killed meanwhile.
   * @throws TypeError for an endpoint that does not begin with http:// or https://
   */
  init: (options: InitOptions) => void
  /** With a callback it answers there; without one the promise resolves when passed and rejects else. */
  startVerify: StartVerify
  /** For the kit's page; null when nobody called startVerify. */
  take: () => PendingVerification | null
}

/** On iOS what navigates right after a page closed is lost (Tencent's sample waits as long), ms. */
const settleMs = 500
/** A page that does not go, because it is the app's first, stays no reason to keep the caller waiting, ms. */
const goneMs = 2_000

export function createKit(wx: Platform): Kit {
  let settings: Omit<VerificationOptions, 'token'> | null = null
  let pagePath = ''
  let pending: PendingVerification | null = null
  let isRunning = false

  function resultOf(token: string, code: OutcomeCode): VerifyResult {
    const words = wordsOf(settings?.language ?? 'zh-CN')
    return { BizToken: token, ErrorCode: code, ErrorMsg: words.outcomes[code] }
  }

  function open(
    token: string,
    endPath: string | undefined,
    settle: (code: OutcomeCode) => void,
  ): void {
    const isEndPath = endPath === undefined || /^\/[^/]/.test(endPath)
    if (!settings || !token || isRunning || !isEndPath) {
      settle(outcomeCodes.badArguments)
      return
    }
    isRunning = true
    let code: OutcomeCode | null = null
    let isGone = false
    let isSettled = false
    const finish = () => {
      if (isSettled) return
      isSettled = true
      isRunning = false
      pending = null
      setTimeout(() => settle(code ?? outcomeCodes.left), settleMs)
    }
    pending = {
      options: { ...settings, token },
      end: ended => {
        code ??= ended
        if (isGone) return
        setTimeout(finish, goneMs)
        if (endPath === undefined) wx.navigateBack(quietly)
        else
          wx.redirectTo({
            url: endPath,
            fail: () => wx.switchTab({ url: endPath, fail: () => wx.navigateBack(quietly) }),
          })
      },
      gone: () => {
        isGone = true
        finish()
      },
    }
    wx.navigateTo({
      url: pagePath,
      fail: () => {
        code = outcomeCodes.badArguments
        finish()
      },
    })
  }

  function startVerify(
    request: VerifyRequest & { success?: never; fail?: never },
  ): Promise<VerifyResult>
  function startVerify(request: VerifyRequest & VerifyCallbacks): void
  function startVerify(request: VerifyRequest & VerifyCallbacks): Promise<VerifyResult> | void {
    const { data, success, fail } = request
    const token = typeof data?.token === 'string' ? data.token : ''
    const answer = new Promise<VerifyResult>((resolve, reject) => {
      open(token, data?.endPath, code => {
        const result = resultOf(token, code)
        if (code === outcomeCodes.passed) resolve(result)
        else reject(result)
      })
    })
    if (!success && !fail) return answer
    answer.then(success ?? ignore, fail ?? ignore)
  }

  return {
    init: options => {
      createScreenLight(wx).restore()
      const endpoint = readEndpoint(options.endpoint)
      // Nobody but the developer can mend it, and they should not have to look for it.
      if (!endpoint) throw new TypeError('init: endpoint must begin with http:// or https://')
      pagePath = options.pagePath ?? '/zhenren/index/index'
      settings = {
        endpoint,
        language: options.language ?? 'zh-CN',
        large: options.large ?? false,
        voice: options.voice ?? null,
        capture: options.capture ?? 'auto',
        workerPath: options.workerPath ?? 'workers/jpeg.js',
      }
    },
    startVerify,
    take: () => pending,
  }
}

const ignore = () => undefined
