import { canIUse } from './canIUse.ts'
import { agreeButtonId } from '../view.ts'
import type { Platform, PrivacyResolve } from './platform.ts'

/** WeChat's own question about the mini program's privacy guide, before any other interface is used. */
export interface PrivacyGate {
  /** Resolves when the person has agreed, now or earlier, or nothing asks; false = did not agree. */
  pass: () => Promise<boolean>
  /** The tap of the button `agreeButtonId`. */
  agree: () => void
  refuse: () => void
}

/** A client that neither asks nor answers for so long has no such question, ms. */
const silentMs = 2_000

/** @param onAsk the page with the button is to be shown, or (false) is no longer needed */
export function askPrivacy(wx: Platform, onAsk: (isAsked: boolean) => void): PrivacyGate {
  let waiting: PrivacyResolve[] = []

  function answer(reply: Parameters<PrivacyResolve>[0]): void {
    const asked = waiting
    waiting = []
    onAsk(false)
    for (const resolve of asked) resolve(reply)
  }

  // Also for what asks later by itself: the camera, should the guide have changed meanwhile.
  if (canIUse(wx, 'onNeedPrivacyAuthorization'))
    wx.onNeedPrivacyAuthorization(resolve => {
      if (!isResolve(resolve)) return
      waiting.push(resolve)
      onAsk(true)
    })

  return {
    pass: () =>
      new Promise(resolve => {
        if (!canIUse(wx, 'requirePrivacyAuthorize')) {
          resolve(true)
          return
        }
        setTimeout(() => {
          if (waiting.length === 0) resolve(true)
        }, silentMs)
        wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
      }),
    agree: () => answer({ event: 'agree', buttonId: agreeButtonId }),
    refuse: () => answer({ event: 'disagree' }),
  }
}

function isResolve(value: unknown): value is PrivacyResolve {
  return typeof value === 'function'
}
