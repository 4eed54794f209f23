import { answering, Refusal } from './answering.ts'
import { createCamera, type CameraDouble } from './camera.ts'
import { createDevice } from './device.ts'
import { createFiles } from './files.ts'
import { createLog } from './log.ts'
import { createNetwork } from './network.ts'
import type { Pages } from './openPages.ts'
import type { Payload } from './payload.ts'
import { createPermissions } from './permissions.ts'
import type { Script } from './script.ts'
import { createSound } from './sound.ts'
import { createStorage } from './storage.ts'
import { createUserInterface } from './userInterface.ts'
import { createWorkerDouble } from './worker.ts'

declare global {
  interface Window {
    /** What WeChat's own page would do for its servers to know of it; of the test. */
    performVerification?: (verifyId: string) => Promise<void>
  }
}

/**
 * The `wx` of a mini program, scripted: WeChat, the phone and the person are ours; network, camera
 * stream, recorder and workers are the browser's own. What is not here does not exist, as in an old WeChat.
 */
export function createWx(payload: Payload, script: Script, pages: () => Pages) {
  const files = createFiles()
  const log = createLog()
  const camera: CameraDouble = createCamera(script, files, log)
  const device = createDevice(script)
  const permissions = createPermissions(script)
  const userInterface = createUserInterface()
  const verified: string[] = []

  const navigation = {
    navigateTo: answering<{ url: string }>('navigateTo', ({ url }) => pages().open(url)),
    redirectTo: answering<{ url: string }>('redirectTo', ({ url }) => pages().replace(url)),
    reLaunch: answering<{ url: string }>('reLaunch', ({ url }) => pages().replaceAll(url)),
    navigateBack: answering<{ delta?: number }>('navigateBack', ({ delta }) => {
      if (!pages().back(delta)) throw new Refusal('cannot navigate back at first page')
    }),
  }

  const facialVerify =
    script.facialVerify === 'absent'
      ? {}
      : {
          checkIsSupportFacialRecognition: answering('checkIsSupportFacialRecognition', () => ({
            errCode: 0,
          })),
          requestFacialVerify: answering<{ verifyId: string }>(
            'requestFacialVerify',
            async ({ verifyId }) => {
              verified.push(verifyId)
              await window.performVerification?.(verifyId)
              const errCode = script.facialVerify === 'absent' ? 0 : script.facialVerify
              if (errCode !== 0) throw new Refusal('face verify', { errCode })
              return { errCode: 0 }
            },
          ),
        }

  const wx: Record<string, unknown> = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    nextTick: (then: () => void) => setTimeout(then, 0),
    login: answering('login', () => ({ code: script.loginCode })),
    createWorker: createWorkerDouble(payload),
    createCameraContext: camera.createCameraContext,
    getFileSystemManager: files.getFileSystemManager,
    createSelectorQuery: () => pages().stack().at(-1)?.['createSelectorQuery'],
    getMenuButtonBoundingClientRect: () => ({
      left: innerWidth - 97,
      right: innerWidth - 10,
      top: 28,
      bottom: 60,
      width: 87,
      height: 32,
    }),
    reportEvent: () => undefined,
    updateWeChatApp: answering('updateWeChatApp', () => undefined),
    getRandomValues: answering<{ length: number }>('getRandomValues', ({ length }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
    })),
    ...createNetwork(script),
    ...createStorage(),
    ...createSound(log),
    ...device.api,
    ...permissions.api,
    ...userInterface.api,
    ...navigation,
    ...facialVerify,
  }
  // `canIUse('camera.frame-size')` and the like: what exists counts for all of its parts.
  wx['canIUse'] = (what: string) => Object.hasOwn(wx, what.split('.')[0]!)

  return { wx, camera, device, permissions, verified, log: log.lines }
}
