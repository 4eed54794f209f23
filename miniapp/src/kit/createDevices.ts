import type { CeremonyEvent } from '../../../server/protocol/client/ceremonyEvents.ts'
import type { Trouble } from '../../../server/protocol/client/troubles.ts'
import { openCamera, type CameraGate } from './camera/openCamera.ts'
import type { CaptureDriver, DriverDeps } from './drivers/captureDriver.ts'
import { chooseDriver } from './drivers/chooseDriver.ts'
import { createNativeDriver } from './drivers/nativeDriver.ts'
import { authorizeDevices, type Refusal } from './platform/authorizeDevices.ts'
import { canIUse } from './platform/canIUse.ts'
import type { Platform } from './platform/platform.ts'
import { quietly } from './platform/quietly.ts'

interface DevicesDeps {
  wx: Platform
  driverDeps: Omit<DriverDeps, 'dispatch' | 'onCaptured'>
  capture: 'auto' | 'record'
  workerPath: string
  /** Puts the page's camera component there, or takes it away. */
  setCamera: (isOn: boolean) => void
  onRefused: (refusal: Refusal) => void
}

interface Wanted {
  mode: string
  engine: 'own' | 'wechat'
  withSound: boolean
  /** False once the person went elsewhere meanwhile. */
  isWanted: () => boolean
  dispatch: (event: CeremonyEvent) => void
}

/** Camera, microphone, screen: all that is to be given back when an attempt ends. */
export interface CaptureDevices {
  /** The driver of one attempt; a trouble; null when nobody wants it any more. */
  open: (wanted: Wanted) => Promise<CaptureDriver | Trouble | null>
  /** Any number of times. */
  close: () => void
  /** The page's camera component said so. */
  onCameraReady: () => void
  /** True when it was waited for; else the camera broke off later. */
  onCameraError: (message: string) => boolean
  /** The phone ran short of memory: the next attempts use a clip only. */
  avoidFrames: () => void
}

export function createDevices(deps: DevicesDeps): CaptureDevices {
  const { wx, driverDeps, workerPath, setCamera, onRefused } = deps
  let { capture } = deps
  let gate: CameraGate | null = null

  function keepOn(keepScreenOn: boolean): void {
    if (canIUse(wx, 'setKeepScreenOn')) wx.setKeepScreenOn({ keepScreenOn, ...quietly })
  }

  function close(): void {
    gate = null
    setCamera(false)
    keepOn(false)
  }

  return {
    open: async ({ mode, engine, withSound, isWanted, dispatch }) => {
      const withDispatch = { ...driverDeps, dispatch, onCaptured: () => setCamera(false) }
      if (engine === 'wechat')
        return canIUse(wx, 'requestFacialVerify') ? createNativeDriver(withDispatch) : 'unsupported'
      const refusal = await authorizeDevices(wx, withSound)
      if (!isWanted()) return null
      if (refusal) {
        onRefused(refusal)
        return refusal.trouble
      }
      const opening = openCamera()
      gate = opening
      setCamera(true)
      keepOn(true)
      const trouble = await opening.opened
      gate = null
      if (!isWanted()) return null
      if (trouble) {
        if (trouble === 'cameraRefused') onRefused({ trouble, level: 'weChat' })
        return trouble
      }
      const camera = wx.createCameraContext()
      if (typeof camera?.startRecord !== 'function') return 'cameraUnsupported'
      const driver = await chooseDriver(withDispatch, { camera, mode, capture, workerPath })
      if (isWanted()) return driver
      driver.close()
      return null
    },
    close,
    onCameraReady: () => gate?.onReady(),
    onCameraError: message => {
      gate?.onError(message)
      return gate !== null
    },
    avoidFrames: () => {
      capture = 'record'
    },
  }
}
