/** What WeChat, the phone and the person do in a test. Changed by the test at any time. */
export interface Script {
  /** Answer of the person, and of the phone's own settings, to each permission. */
  permissions: Record<'camera' | 'record', 'granted' | 'denied' | 'ask'>
  /** WeChat itself may use it: the phone's settings. */
  system: Record<'camera' | 'record', 'authorized' | 'denied' | 'not determined'>
  /** The person agrees to the privacy guide when asked. */
  agreesToPrivacy: boolean
  /** What the person turns on in WeChat's settings page when they get there. */
  grantsInSettings: boolean
  weChatVersion: string
  baseLibrary: string
  platform: 'ios' | 'android'
  camera: {
    /** `initdone` comes. */
    tellsReady: boolean
    /** `onCameraFrame` gives frames. */
    frames: 'yes' | 'none' | 'refused' | 'absent'
    framesPerSecond: number
  }
  /** `code` of wx.login. */
  loginCode: string
  /** How wx.requestFacialVerify ends: an errCode, 0 = done. Absent = the call does not exist. */
  facialVerify: number | 'absent'
  /** Where the line breaks. */
  cuts: Cut[]
}

export interface Cut {
  kind: 'request' | 'message' | 'socket'
  /** Part of the address. */
  url: string
  /** Which one of those with this address, from 1 on. */
  nth: number
}

export const defaultScript: Script = {
  permissions: { camera: 'granted', record: 'granted' },
  system: { camera: 'authorized', record: 'authorized' },
  agreesToPrivacy: true,
  grantsInSettings: false,
  weChatVersion: '8.0.57',
  baseLibrary: '3.8.12',
  platform: 'android',
  camera: { tellsReady: true, frames: 'yes', framesPerSecond: 25 },
  loginCode: 'code',
  facialVerify: 0,
  cuts: [],
}
