import type { Action, CheckName, FieldName } from './view.ts'

export interface VerificationOptions {
  /** Of DetectAuth. */
  token: string
  /** Where the server is, ending in a slash. */
  endpoint: string
  language: 'zh-CN' | 'en'
  large: boolean
  /** Spoken prompts; null = with large letters. The person's own choice counts for more. */
  voice: boolean | null
  capture: 'auto' | 'record'
  workerPath: string
}

/** One verification on one page: what the page hands on. */
export interface Verification {
  start: () => void
  act: (action: Action) => void
  check: (name: CheckName, isOn: boolean) => void
  type: (name: FieldName, value: string) => void
  cameraReady: () => void
  cameraStopped: () => void
  cameraFailed: (message: string) => void
  /** The page went out of sight. */
  hide: () => void
  /** The page is there, for the first time or again. */
  show: () => void
  /** The page is gone, by whatever way. */
  unload: () => void
}
