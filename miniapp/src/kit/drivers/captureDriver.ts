import type { ClientMessage, ServerMessage } from '../../../../server/protocol/capture.ts'
import type { Challenge, DigitStep, LightStep } from '../../../../server/protocol/challenge.ts'
import type { CeremonyEvent } from '../../../../server/protocol/client/ceremonyEvents.ts'
import type { DeviceRequest } from '../../../../server/protocol/session.ts'
import type { Clock } from '../platform/createClock.ts'
import type { Platform } from '../platform/platform.ts'
import type { SessionApi } from '../session/sessionApi.ts'

/** `record`: a clip with sound, uploaded. `frames`: pictures while they come. `nativeV2`: WeChat's own. */
export type DriverName = 'record' | 'frames' | 'nativeV2'

/** What the kit can show of a challenge. */
export type ShownStep = LightStep | DigitStep

/**
 * One attempt, behind the face that the ceremony's effects know: a socket that can be said hello to, and a
 * camera that performs. What comes back comes as events.
 */
export interface CaptureDriver {
  name: DriverName
  connect: () => void
  send: (message: ClientMessage) => void
  /** Before any frame. */
  begin: (welcome: Extract<ServerMessage, { type: 'welcome' }>) => void
  perform: (challenge: Challenge) => void
  /** Lets the last pictures through, then reports `drained`. */
  drain: () => void
  /** No event comes after it; any number of times. */
  close: () => void
}

export interface DriverDeps {
  wx: Platform
  clock: Clock
  api: SessionApi
  endpoint: string
  credentials: () => DeviceRequest
  /** Prompts are spoken. */
  isVoiceOn: () => boolean
  dispatch: (event: CeremonyEvent) => void
  show: (steps: readonly ShownStep[], step: number, painted: () => void) => void
  /** The camera has done its part. */
  onCaptured: () => void
  /** Part of the clip that the server has, 0–1. */
  onShare: (share: number) => void
}
