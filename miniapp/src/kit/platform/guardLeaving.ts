import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'
import { quietly } from './quietly.ts'

/** WeChat's own question before "back" takes the page away; '' = none. */
export function guardLeaving(wx: Platform, message: string): void {
  if (message === '') {
    if (canIUse(wx, 'disableAlertBeforeUnload')) wx.disableAlertBeforeUnload(quietly)
  } else if (canIUse(wx, 'enableAlertBeforeUnload'))
    wx.enableAlertBeforeUnload({ message, ...quietly })
}
