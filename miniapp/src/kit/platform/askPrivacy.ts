import { agreeButtonId } from '../view.ts'
import { canIUse } from './canIUse.ts'
import type { Platform, PrivacyResolve } from './platform.ts'
import { within } from './within.ts'

/** WeChat's own question about the mini program's privacy guide, before any other interface is used. */
export interface PrivacyGate {
  /** Resolves when the person has agreed, now or earlier, or nothing asks; false = did not agree. */
  pass: () => Promise<boolean>
  /** The tap of the button `agreeButtonId`. */
  agree: () => void
  refuse: () => void
  /** The page is gone: what asks later is another's and must not wait for it. */
  close: () => void
}

/** A client that neither asks nor answers for so long has no such question, ms. */
const silentMs = 2_000

/** @param onAsk the page with the button is to be shown, or (false) is no longer needed */
export function askPrivacy(wx: Platform, onAsk: (isAsked: boolean) => void): PrivacyGate {
  let waiting: PrivacyResolve[] = []
  let isOpen = true

  function answer(reply: Parameters<PrivacyResolve>[0]): void {
    const asked = waiting
    waiting = []
    onAsk(false)
    for (const resolve of asked) resolve(reply)
  }

  /** Whoever listens last is asked, so that the host's own listener stays where there is nothing to ask. */
  function listen(): void {
    if (!canIUse(wx, 'onNeedPrivacyAuthorization')) return
    wx.onNeedPrivacyAuthorization(resolve => {
      if (!isResolve(resolve)) return
      if (!isOpen) {
        resolve({ event: 'disagree' })
        return
      }
      waiting.push(resolve)
      onAsk(true)
    })
  }

  return {
    pass: async () => {
      if (!canIUse(wx, 'requirePrivacyAuthorize')) return true
      if (canIUse(wx, 'getPrivacySetting')) {
        const setting = await within<{ needAuthorization: boolean }>(silentMs, (success, fail) =>
          wx.getPrivacySetting({ success, fail }),
        )
        if (setting?.needAuthorization === false) return true
      }
      listen()
      return new Promise(resolve => {
        setTimeout(() => {
          if (waiting.length === 0) resolve(true)
        }, silentMs)
        if (canIUse(wx, 'requirePrivacyAuthorize'))
          wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
      })
    },
    agree: () => answer({ event: 'agree', buttonId: agreeButtonId }),
    refuse: () => answer({ event: 'disagree' }),
    close: () => {
      isOpen = false
      if (waiting.length > 0) answer({ event: 'disagree' })
    },
  }
}

function isResolve(value: unknown): value is PrivacyResolve {
  return typeof value === 'function'
}
