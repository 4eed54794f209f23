/**
 * What the kit uses of `wx`: the shapes of miniprogram-api-typings, written down so that the kit runs in
 * Node too. Optional: newer than the kit's floor, or missing in containers other than WeChat.
 */
export interface Platform {
  canIUse?(schema: string): boolean
  request<T extends object>(option: RequestOption<T>): unknown
  connectSocket(option: { url: string; fail?: (error: Failure) => void }): SocketTask
  login(option: { success: (answer: { code: string }) => void; fail: () => void }): void
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  removeStorageSync(key: string): void
  getRandomValues?(option: {
    length: number
    success: (answer: { randomValues: ArrayBuffer }) => void
    fail: () => void
  }): void
  getAppBaseInfo?(): { version?: string; SDKVersion?: string; language?: string }
  getDeviceInfo?(): { platform?: string; model?: string; system?: string }
  getSystemInfoSync?(): object
  getAppAuthorizeSetting?(): { cameraAuthorized?: string; microphoneAuthorized?: string }
  openAppAuthorizeSetting?(option: Settled): void
  getSetting(option: { success: (answer: { authSetting: object }) => void; fail: () => void }): void
  authorize(option: { scope: string; success: () => void; fail: (error: Failure) => void }): void
  openSetting(option: Settled): void
  getPrivacySetting?(option: {
    success: (answer: { needAuthorization: boolean }) => void
    fail: () => void
  }): void
  requirePrivacyAuthorize?(option: { success: () => void; fail: () => void }): void
  /** The typings say less than the documents: it is a PrivacyResolve. */
  onNeedPrivacyAuthorization?(listener: (resolve: unknown) => void): void
  openPrivacyContract?(option: Settled): void
  updateWeChatApp?(option: Settled): void
  createCameraContext(): CameraContext
  createInnerAudioContext?(): InnerAudio
  createWorker?(path: string): FrameWorker
  compressVideo?(option: {
    src: string
    /** kbit/s */
    bitrate: number
    fps: number
    /** Share of each side, 0–1. */
    resolution: number
    success: (file: { tempFilePath: string }) => void
    fail: () => void
  }): void
  getFileSystemManager(): FileSystem
  getScreenBrightness?(option: {
    success: (answer: { value: number }) => void
    fail: () => void
  }): void
  setScreenBrightness?(option: Settled & { value: number }): void
  setKeepScreenOn?(option: Settled & { keepScreenOn: boolean }): void
  onMemoryWarning?(listener: (warning: { level: number }) => void): void
  offMemoryWarning?(listener: (warning: { level: number }) => void): void
  onAudioInterruptionBegin?(listener: () => void): void
  offAudioInterruptionBegin?(listener: () => void): void
  onAudioInterruptionEnd?(listener: () => void): void
  offAudioInterruptionEnd?(listener: () => void): void
  enableAlertBeforeUnload?(option: Settled & { message: string }): void
  disableAlertBeforeUnload?(option: Settled): void
  pageScrollTo?(option: Settled & { scrollTop: number; duration: number }): void
  setClipboardData(option: Settled & { data: string }): void
  requestFacialVerify?(option: {
    verifyId: string
    success: () => void
    fail: (error: Failure) => void
  }): void
  navigateTo(option: { url: string; fail?: (error: Failure) => void }): void
  navigateBack(option: Settled): void
  redirectTo(option: { url: string; fail?: () => void }): void
  switchTab(option: { url: string; fail?: () => void }): void
}

export interface Failure {
  errMsg: string
}

/** `complete` is for those who do not care how it went. */
export interface Settled {
  success?: () => void
  fail?: () => void
  complete?: () => void
}

/** `T`: what the server is known to answer with. */
export interface RequestOption<T> {
  url: string
  method: 'GET' | 'POST'
  data?: string | ArrayBuffer
  header: Record<string, string>
  timeout: number
  dataType: 'json'
  success: (answer: { statusCode: number; data: T }) => void
  fail: () => void
}

export interface SocketTask {
  send(option: { data: string | ArrayBuffer; fail?: () => void }): void
  close(option: { code?: number }): void
  onOpen(listener: () => void): void
  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void
  onError(listener: () => void): void
  onClose(listener: (close: { code: number }) => void): void
}

export type PrivacyResolve = (answer: {
  event: 'agree' | 'disagree' | 'exposureAuthorization'
  buttonId?: string
}) => void

export interface CameraFrame {
  width: number
  height: number
  /** RGBA */
  data: ArrayBuffer
}

export interface CameraContext {
  onCameraFrame?(listener: (frame: CameraFrame) => void): FrameListener
  startRecord(option: {
    timeout?: number
    /** False: the server sees the face as it is, not as a mirror shows it. */
    selfieMirror?: boolean
    timeoutCallback?: () => void
    success: () => void
    fail: (error: Failure) => void
  }): void
  stopRecord(option: {
    compressed?: boolean
    success: (clip: RecordedFile) => void
    fail: () => void
  }): void
}

/** What a recording left on the phone. */
export interface RecordedFile {
  tempVideoPath: string
  tempThumbPath?: string
}

export interface FrameListener {
  start(option: { success?: () => void; fail?: () => void }): void
  stop(option: Settled): void
}

export interface InnerAudio {
  src: string
  play(): void
  onEnded(listener: () => void): void
  onError(listener: () => void): void
  /** Stops it, too. */
  destroy(): void
}

export interface FrameWorker {
  postMessage(message: object): void
  onMessage(listener: (message: unknown) => void): void
  terminate(): void
}

export interface FileSystem {
  getFileInfo(option: {
    filePath: string
    success: (info: { size: number }) => void
    fail: () => void
  }): void
  readFile(option: {
    filePath: string
    position?: number
    length?: number
    success: (file: { data: string | ArrayBuffer }) => void
    fail: () => void
  }): void
  unlink(option: Settled & { filePath: string }): void
}
