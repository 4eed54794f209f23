import { answering, listeners } from './answering.ts'
import type { Script } from './script.ts'

/** Screen, versions, memory, sound of the phone. */
export function createDevice(script: Script) {
  /** −1 = as the phone's settings say. */
  const state = { brightness: 0.4, isKeptOn: false, vibrations: 0 }
  const memory = listeners<{ level: number }>()
  const network = listeners<{ isConnected: boolean; networkType: string }>()
  const interruption = { begin: listeners<void>(), end: listeners<void>() }
  const theme = listeners<{ theme: string }>()
  const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches

  const baseInfo = () => ({
    SDKVersion: script.baseLibrary,
    version: script.weChatVersion,
    language: 'zh_CN',
    theme: isDark() ? 'dark' : 'light',
    host: { env: 'WeChat' },
    enableDebug: false,
    fontSizeSetting: 16,
  })
  const deviceInfo = () => ({
    platform: script.platform,
    system: script.platform === 'ios' ? 'iOS 17.4.1' : 'Android 14',
    brand: script.platform === 'ios' ? 'iPhone' : 'xiaomi',
    model: script.platform === 'ios' ? 'iPhone 13<iPhone14,5>' : '22081212C',
    benchmarkLevel: 30,
    abi: 'arm64-v8a',
  })
  const windowInfo = () => ({
    pixelRatio: devicePixelRatio,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    windowWidth: innerWidth,
    windowHeight: innerHeight,
    statusBarHeight: 24,
    screenTop: 0,
    safeArea: {
      left: 0,
      right: innerWidth,
      top: 24,
      bottom: innerHeight,
      width: innerWidth,
      height: innerHeight - 24,
    },
  })

  return {
    state,
    /** For tests: what the phone does to the mini program. */
    memoryWarning: () => memory.call({ level: 15 }),
    audioInterruption: () => interruption.begin.call(),
    api: {
      getAppBaseInfo: baseInfo,
      getDeviceInfo: deviceInfo,
      getWindowInfo: windowInfo,
      getSystemSetting: () => ({ deviceOrientation: 'portrait', bluetoothEnabled: false }),
      getSystemInfoSync: () => ({ ...baseInfo(), ...deviceInfo(), ...windowInfo() }),
      getSystemInfo: answering('getSystemInfo', () => ({
        ...baseInfo(),
        ...deviceInfo(),
        ...windowInfo(),
      })),
      getAccountInfoSync: () => ({
        miniProgram: { appId: 'wx0123456789abcdef', envVersion: 'release', version: '0.1.0' },
      }),
      getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      getScreenBrightness: answering('getScreenBrightness', () => ({ value: state.brightness })),
      setScreenBrightness: answering<{ value: number }>('setScreenBrightness', ({ value }) => {
        state.brightness = value
      }),
      setKeepScreenOn: answering<{ keepScreenOn: boolean }>('setKeepScreenOn', options => {
        state.isKeptOn = options.keepScreenOn
      }),
      setVisualEffectOnCapture: answering('setVisualEffectOnCapture', () => undefined),
      vibrateShort: answering('vibrateShort', () => {
        state.vibrations += 1
      }),
      getNetworkType: answering('getNetworkType', () => ({ networkType: 'wifi' })),
      onNetworkStatusChange: network.on,
      offNetworkStatusChange: network.off,
      onMemoryWarning: memory.on,
      offMemoryWarning: memory.off,
      onAudioInterruptionBegin: interruption.begin.on,
      offAudioInterruptionBegin: interruption.begin.off,
      onAudioInterruptionEnd: interruption.end.on,
      offAudioInterruptionEnd: interruption.end.off,
      onThemeChange: theme.on,
      offThemeChange: theme.off,
    },
  }
}
