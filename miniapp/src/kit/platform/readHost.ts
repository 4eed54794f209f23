import type { MiniProgramHost } from '../../../../server/protocol/client/checkMiniProgram.ts'
import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'

/** What the client tells of itself; `model` is for the evidence. */
export function readHost(wx: Platform): MiniProgramHost & { model: string } {
  const app = canIUse(wx, 'getAppBaseInfo') ? wx.getAppBaseInfo() : {}
  const device = canIUse(wx, 'getDeviceInfo') ? wx.getDeviceInfo() : {}
  // The only call that names 企业微信; its successors leave it out.
  const system = canIUse(wx, 'getSystemInfoSync') ? wx.getSystemInfoSync() : {}
  return {
    platform: device.platform ?? '',
    version: app.version ?? '',
    baseLibrary: app.SDKVersion ?? '',
    isWeCom: new Map(Object.entries(system)).get('environment') === 'wxwork',
    model: device.model ?? '',
  }
}
