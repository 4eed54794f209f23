import { createHash } from 'node:crypto'
import type {
  CameraContext,
  Platform,
  RequestOption,
  SocketTask,
} from '../../../miniapp/src/kit/platform/platform.ts'

/** What the test decides about the phone. */
export interface PhoneScript {
  /** Answers of the server by path; a thrown error is a network that broke. */
  answer: (path: string, body: unknown, bytes: Uint8Array) => { status?: number; body: unknown }
  /** Functions of `wx` that this client lacks. */
  lacks?: readonly (keyof Platform)[]
  refuses?: readonly string[]
  systemDenies?: readonly ('camera' | 'microphone')[]
  clip?: Uint8Array
  /** Frames the camera hands out a second; none = there is no listener. */
  frameRate?: number
  frameSize?: { width: number; height: number }
  needsPrivacy?: boolean
  isFilming?: 'refused' | 'silent'
  worker?: (message: object) => object
}

/** A phone that does what WeChat would, as far as the kit asks, and writes down what it was told. */
export function createPhoneDouble(script: PhoneScript) {
  const storage = new Map<string, string>()
  const calls: string[] = []
  const brightness = { value: 0.4 }
  const sockets: FakeSocket[] = []
  let onMemory: (warning: { level: number }) => void = () => undefined
  const onInterruption: (() => void)[] = []
  let onInterruptionEnd = () => undefined as void
  let privacyWaits: ((reply: { event: string }) => void) | null = null
  let askPrivacy: ((resolve: unknown) => void) | null = null

  const later = (done: () => void) => setTimeout(done, 5)

  function request<T extends object>(option: RequestOption<T>): void {
    const path = option.url.replace(/^https?:\/\/[^/]+/, '')
    calls.push(`request ${path.replace(/\?.*/, '')}`)
    later(() => {
      try {
        const { data } = option
        const body: unknown = typeof data === 'string' ? JSON.parse(data) : null
        const bytes = new Uint8Array(data instanceof ArrayBuffer ? data : new ArrayBuffer(0))
        const given = script.answer(path, body, bytes)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as WeChat: whatever the server sent
        option.success({ statusCode: given.status ?? 200, data: given.body as T })
      } catch {
        option.fail()
      }
    })
  }

  const clip = script.clip ?? new Uint8Array(700_000).map((_, index) => index % 251)
  const camera: CameraContext = {
    startRecord: ({ success, fail }) => {
      calls.push('startRecord')
      if (script.isFilming === 'silent') return
      later(() => (script.isFilming === 'refused' ? fail({ errMsg: 'busy' }) : success()))
    },
    stopRecord: ({ success }) => {
      calls.push('stopRecord')
      later(() => success({ tempVideoPath: 'tmp/clip.mp4' }))
    },
  }
  if (script.frameRate !== undefined)
    camera.onCameraFrame = listener => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const { width, height } = script.frameSize ?? { width: 480, height: 640 }
      const data = new Uint8Array(width * height * 4).buffer
      const beat = () => {
        listener({ width, height, data })
        timer = setTimeout(beat, 1000 / (script.frameRate ?? 1))
      }
      return {
        start: () => {
          if (script.frameRate) timer = setTimeout(beat, 100)
        },
        stop: () => {
          calls.push('stopFrames')
          clearTimeout(timer)
        },
      }
    }

  const wx: Platform = {
    canIUse: () => true,
    request,
    connectSocket: ({ url }) => {
      const socket = createFakeSocket(url)
      sockets.push(socket)
      return socket.task
    },
    login: ({ success }) => {
      calls.push('login')
      later(() => success({ code: 'code-1' }))
    },
    getStorageSync: key => storage.get(key) ?? '',
    setStorageSync: (key, value) => void storage.set(key, value),
    removeStorageSync: key => void storage.delete(key),
    getRandomValues: ({ success }) =>
      void later(() => success({ randomValues: new Uint8Array(32).fill(7).buffer })),
    getAppBaseInfo: () => ({ version: '8.0.50', SDKVersion: '3.8.12', language: 'zh_CN' }),
    getDeviceInfo: () => ({ platform: 'android', model: 'Test' }),
    getSystemInfoSync: () => ({}),
    getAppAuthorizeSetting: () => ({
      cameraAuthorized: script.systemDenies?.includes('camera') ? 'denied' : 'authorized',
      microphoneAuthorized: script.systemDenies?.includes('microphone') ? 'denied' : 'authorized',
    }),
    openAppAuthorizeSetting: () => void calls.push('openAppAuthorizeSetting'),
    getSetting: ({ success }) =>
      success({
        authSetting: Object.fromEntries((script.refuses ?? []).map(scope => [scope, false])),
      }),
    authorize: ({ scope, success, fail }) => {
      calls.push(`authorize ${scope}`)
      later(() => (script.refuses?.includes(scope) ? fail({ errMsg: 'auth deny' }) : success()))
    },
    openSetting: () => void calls.push('openSetting'),
    onNeedPrivacyAuthorization: listener => {
      askPrivacy = listener
    },
    getPrivacySetting: ({ success }) => {
      calls.push('getPrivacySetting')
      later(() => success({ needAuthorization: script.needsPrivacy === true }))
    },
    requirePrivacyAuthorize: ({ success, fail }) => {
      calls.push('requirePrivacyAuthorize')
      if (!script.needsPrivacy) {
        success()
        return
      }
      privacyWaits = ({ event }) => (event === 'agree' ? success() : fail())
      askPrivacy?.(privacyWaits)
    },
    openPrivacyContract: () => undefined,
    updateWeChatApp: () => undefined,
    createCameraContext: () => camera,
    createInnerAudioContext: () => {
      let end = () => undefined as void
      let timer: ReturnType<typeof setTimeout> | undefined
      const audio = {
        src: '',
        play: () => {
          calls.push(`play ${audio.src}`)
          timer = setTimeout(() => {
            calls.push('played')
            end()
          }, 2_000)
        },
        onEnded: (listener: () => void) => {
          end = listener
        },
        onError: () => undefined,
        destroy: () => {
          calls.push('destroy')
          clearTimeout(timer)
        },
      }
      return audio
    },
    createWorker: () => {
      let listener: (message: unknown) => void = () => undefined
      return {
        postMessage: message => void later(() => listener(script.worker?.(message))),
        onMessage: given => {
          listener = given
        },
        terminate: () => void calls.push('terminate'),
      }
    },
    getFileSystemManager: () => ({
      getFileInfo: ({ success }) => success({ size: clip.length }),
      readFile: ({ position = 0, length = clip.length, success }) =>
        void later(() =>
          success({ data: Uint8Array.from(clip.subarray(position, position + length)).buffer }),
        ),
      unlink: ({ filePath }) => void calls.push(`unlink ${filePath}`),
    }),
    getScreenBrightness: ({ success }) => success(brightness),
    setScreenBrightness: ({ value }) => {
      brightness.value = value
      calls.push(`brightness ${value}`)
    },
    setKeepScreenOn: ({ keepScreenOn }) => void calls.push(`keepScreenOn ${keepScreenOn}`),
    onMemoryWarning: listener => {
      onMemory = listener
    },
    offMemoryWarning: () => undefined,
    onAudioInterruptionBegin: listener => void onInterruption.push(listener),
    offAudioInterruptionBegin: () => undefined,
    onAudioInterruptionEnd: listener => {
      onInterruptionEnd = listener
    },
    offAudioInterruptionEnd: () => undefined,
    enableAlertBeforeUnload: () => undefined,
    disableAlertBeforeUnload: () => undefined,
    pageScrollTo: () => undefined,
    setClipboardData: () => undefined,
    requestFacialVerify: ({ verifyId, success }) => {
      calls.push(`requestFacialVerify ${verifyId}`)
      later(success)
    },
    navigateTo: ({ url }) => void calls.push(`navigateTo ${url}`),
    navigateBack: () => void calls.push('navigateBack'),
    redirectTo: ({ url }) => void calls.push(`redirectTo ${url}`),
    switchTab: ({ url }) => void calls.push(`switchTab ${url}`),
  }
  for (const name of script.lacks ?? []) delete (wx as Partial<Platform>)[name]

  return {
    wx,
    calls,
    storage,
    brightness,
    sockets,
    clip,
    clipHash: createHash('sha256').update(clip).digest('hex'),
    warnOfMemory: () => onMemory({ level: 15 }),
    interrupt: () => onInterruption.forEach(each => each()),
    endInterruption: () => onInterruptionEnd(),
  }
}

export type PhoneDouble = ReturnType<typeof createPhoneDouble>

export interface FakeSocket {
  url: string
  task: SocketTask
  /** What the client sent, with the time. */
  sent: { data: string | Uint8Array; atMs: number }[]
  say: (message: object) => void
  drop: (code: number) => void
}

function createFakeSocket(url: string): FakeSocket {
  let onMessage: (message: { data: string }) => void = () => undefined
  let onClose: (close: { code: number }) => void = () => undefined
  const sent: FakeSocket['sent'] = []
  return {
    url,
    sent,
    say: message => onMessage({ data: JSON.stringify(message) }),
    drop: code => onClose({ code }),
    task: {
      send: ({ data }) =>
        void sent.push({
          data: typeof data === 'string' ? data : new Uint8Array(data),
          atMs: Date.now(),
        }),
      close: () => undefined,
      onOpen: listener => void setTimeout(listener, 5),
      onMessage: listener => {
        onMessage = listener
      },
      onError: () => undefined,
      onClose: listener => {
        onClose = listener
      },
    },
  }
}
