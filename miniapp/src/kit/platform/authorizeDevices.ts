import type { Trouble } from '../../../../server/protocol/client/troubles.ts'
import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'
import { within } from './within.ts'

/** Who said no: the phone to WeChat, or the person to this mini program. Each is undone elsewhere. */
export interface Refusal {
  trouble: Extract<Trouble, 'cameraRefused' | 'microphoneRefused' | 'bothRefused'>
  level: 'system' | 'weChat'
}

/** The person reads and decides, ms. */
const decideMs = 120_000
const askMs = 3_000

/** Asks for camera and, where something is to be said, microphone. Null = both may be used. */
export async function authorizeDevices(wx: Platform, withSound: boolean): Promise<Refusal | null> {
  const system = canIUse(wx, 'getAppAuthorizeSetting') ? wx.getAppAuthorizeSetting() : {}
  const denied = name(
    system.cameraAuthorized === 'denied',
    withSound && system.microphoneAuthorized === 'denied',
  )
  if (denied) return { trouble: denied, level: 'system' }
  const camera = await isRefused(wx, 'scope.camera')
  const microphone = withSound && !camera && (await isRefused(wx, 'scope.record'))
  const refused = name(camera, microphone)
  return refused && { trouble: refused, level: 'weChat' }
}

function name(camera: boolean, microphone: boolean): Refusal['trouble'] | null {
  if (camera && microphone) return 'bothRefused'
  return camera ? 'cameraRefused' : microphone ? 'microphoneRefused' : null
}

/**
 * Only a no counts: where the question itself fails (a container, a guide that does not name the scope)
 * the camera will say what is wrong.
 */
async function isRefused(wx: Platform, scope: string): Promise<boolean> {
  const isGranted = await within<true>(decideMs, (success, fail) =>
    wx.authorize({ scope, success: () => success(true), fail }),
  )
  if (isGranted) return false
  const settings = await within<{ authSetting: object }>(askMs, (success, fail) =>
    wx.getSetting({ success, fail }),
  )
  return new Map(Object.entries(settings?.authSetting ?? {})).get(scope) === false
}
