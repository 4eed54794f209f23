import type { Challenge, ChallengeSupport } from './challenge.ts'
import type { Hint } from './hints.ts'

/**
 * The capture socket: JSON text messages both ways, binary messages for media from the client
 * (capturePacket.ts). One socket is one attempt. All client times are milliseconds on one monotonic
 * clock of the client (performance.now() in a browser), all sent with the message they belong to.
 */
export const captureVersion = 1

/** Where the server listens for the upgrade. */
export const capturePath = '/capture'

export type ClientMessage =
  | {
      type: 'hello'
      version: number
      bizToken: string
      /** Given by /session/open; proves that this is the device that opened the session. */
      deviceSecret: string
      /** What it can perform; values that the server does not know are ignored. */
      supports: readonly (ChallengeSupport | (string & {}))[]
      camera: {
        /** MediaStreamTrack.label; may be empty. */
        label: string
        facing: 'user' | 'environment' | 'unknown'
        widthPx: number
        heightPx: number
        /** Frames per second; 0 = unknown. */
        frameRate: number
      }
      clockMs: number
    }
  /** Asks for the server's clock; sent a few times, the shortest round trip counts. */
  | { type: 'sync'; clockMs: number }
  /** The face is where it should be: give me the challenge. */
  | { type: 'ready'; clockMs: number }
  /** Step `step` of the challenge was painted (frame callback after the change); the number of steps = all over. */
  | { type: 'painted'; step: number; clockMs: number }
  /** Everything was sent: number of packets and the last MAC of the chain, hex. */
  | { type: 'finish'; packets: number; lastMac: string; clockMs: number }
  | { type: 'leave'; reason: 'hidden' | 'cancelled' | 'camera' }

export type ServerMessage =
  | {
      type: 'welcome'
      version: number
      captureId: string
      /** Key of the packets' HMAC chain, 32 bytes, base64url. */
      macKey: string
      limits: CaptureLimits
    }
  | { type: 'sync'; clockMs: number; serverMs: number }
  /** What the person should do now; at most a few a second. */
  | { type: 'hint'; hint: Hint }
  | { type: 'challenge'; challenge: Challenge }
  /** The last packet is in; the verdict is being made. */
  | { type: 'checking' }
  | { type: 'verdict'; verdict: ClientVerdict }
  /** Last message before the server closes. `code` is an ErrorCode, `message` in the session's language. */
  | { type: 'error'; code: string; message: string }

/** What a device learns of a verdict: no score, no check. */
export interface ClientVerdict {
  outcome: 'passed' | 'retry' | 'failed'
  /** Why and so what to do; null when passed. */
  advice: Advice | null
  /** Where to go now: RedirectUrl with the BizToken, or the kit's own result page. */
  redirectUrl: string | null
}

/** Groups of reasons that a person can act on. */
export type Advice =
  | 'light'
  | 'brighter'
  | 'darker'
  | 'pose'
  | 'still'
  | 'covered'
  | 'network'
  | 'otherPerson'
  | 'liveness'
  /** What was asked for was not done, or other things were. */
  | 'action'
  /** No voice, or too faint or too noisy to be understood. */
  | 'unheard'
  /** Other digits were heard, or not when they were shown. */
  | 'digits'
  /** The lips did not move with the voice. */
  | 'lips'
  | 'limit'
  | 'service'

export interface CaptureLimits {
  maxPacketBytes: number
  maxPacketsPerSecond: number
  /** Wanted size and rate of the preview and light frames. */
  frameWidthPx: number
  frameHeightPx: number
  frameRate: number
  /** JPEG quality 0–1 to encode them with. */
  jpegQuality: number
  /** Stills to take during the grey lead-in, at least this wide. */
  stills: number
  stillWidthPx: number
  /** Sound in one packet, ms; fewer at the end. */
  soundMs: number
}

/** Close codes of the server (4000–4999 are an application's own, RFC 6455 §7.4.2). */
export const closeCodes = {
  finished: 1000,
  badMessage: 4400,
  notAllowed: 4403,
  expired: 4408,
  superseded: 4409,
  tooBig: 4413,
  unsupported: 4415,
  tooMany: 4429,
  serverFault: 4500,
} as const
