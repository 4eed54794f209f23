import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'
import { quietly } from './quietly.ts'

/** Pages of WeChat and of the phone, each opened by a tap only. */
export const openPage = {
  setting: (wx: Platform) => wx.openSetting(quietly),
  system: (wx: Platform) => {
    if (canIUse(wx, 'openAppAuthorizeSetting')) wx.openAppAuthorizeSetting(quietly)
  },
  update: (wx: Platform) => {
    if (canIUse(wx, 'updateWeChatApp')) wx.updateWeChatApp(quietly)
  },
  guide: (wx: Platform) => {
    if (canIUse(wx, 'openPrivacyContract')) wx.openPrivacyContract(quietly)
  },
} as const
