import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'
import { quietly } from './quietly.ts'

const storageKey = 'zhenren.brightness'

/** The screen as a lamp: full brightness while colours are shown, the person's own before and after. */
export interface ScreenLight {
  raise: () => void
  /** Any number of times. */
  restore: () => void
}

/**
 * The old value is kept in the phone's storage too, so that a mini program that was killed meanwhile puts
 * it back at its next start: `restore` of a new one does that.
 */
export function createScreenLight(wx: Platform): ScreenLight {
  let isWanted = false

  function set(value: number): void {
    if (canIUse(wx, 'setScreenBrightness')) wx.setScreenBrightness({ value, ...quietly })
  }

  return {
    raise: () => {
      isWanted = true
      if (!canIUse(wx, 'getScreenBrightness')) return
      wx.getScreenBrightness({
        success: ({ value }) => {
          if (!isWanted) return
          // Raised already, by a start that never came to its end: the older value is the person's own.
          if (!isLevel(wx.getStorageSync(storageKey))) wx.setStorageSync(storageKey, String(value))
          set(1)
        },
        // Without an old value there is no way back: better left as it is.
        fail: () => undefined,
      })
    },
    restore: () => {
      isWanted = false
      const kept = wx.getStorageSync(storageKey)
      if (!isLevel(kept)) return
      wx.removeStorageSync(storageKey)
      set(Number(kept))
    },
  }
}

/** 0–1; below 0 where a phone follows its own sensor. */
function isLevel(kept: unknown): kept is string {
  return typeof kept === 'string' && kept !== '' && Number.isFinite(Number(kept))
}
