import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'

/** Pages of WeChat and of the phone, each opened by a tap only. */
export const openPage = {
  setting: (wx: Platform) => wx.openSetting({}),
  system: (wx: Platform) => {
    if (canIUse(wx, 'openAppAuthorizeSetting')) wx.openAppAuthorizeSetting({})
  },
  update: (wx: Platform) => {
    if (canIUse(wx, 'updateWeChatApp')) wx.updateWeChatApp({})
  },
  guide: (wx: Platform) => {
    if (canIUse(wx, 'openPrivacyContract')) wx.openPrivacyContract({})
  },
} as const
