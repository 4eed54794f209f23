import type { ClientMessage, ServerMessage } from '../capture.ts'
import type { Challenge } from '../challenge.ts'
import type { SessionNeeds } from './ceremonyState.ts'
import type { OutcomeCode } from './outcomeCodes.ts'
import type { Trouble } from './troubles.ts'

export type CeremonyTimer = 'answer' | 'hint' | 'good' | 'preview' | 'life' | 'long' | 'giveUp'

/** What happens to a ceremony. `atMs` is always ms on the client's one clock. */
export type CeremonyEvent =
  /** The server answered /session/open and nothing stands in the way. */
  | { type: 'opened'; needs: SessionNeeds }
  /** It is over already: the verdict of an earlier page. */
  | { type: 'alreadyJudged'; verdict: Extract<ServerMessage, { type: 'verdict' }>['verdict'] }
  /** The person pressed the button of the consent or identity page … */
  | { type: 'submit' }
  /** … and the server took the answer, or did not; also after `proveOpenid`. */
  | { type: 'accepted' }
  | { type: 'refused'; message: string }
  /** A gesture of the person: open the camera (tips, result, trouble). */
  | { type: 'start' }
  | { type: 'cameraReady' }
  | { type: 'trouble'; trouble: Trouble; message?: string }
  | { type: 'connected' }
  | { type: 'server'; message: ServerMessage; atMs: number }
  | { type: 'disconnected'; closeCode: number }
  | { type: 'painted'; step: number; atMs: number }
  /** Every frame is encoded, sealed and handed to the socket. */
  | { type: 'drained'; packets: number; lastMac: string; atMs: number }
  /** More of a recording has reached the server: waiting for its verdict goes on. */
  | { type: 'progress' }
  | { type: 'timer'; timer: CeremonyTimer; atMs: number }
  /** The page went out of sight or away. */
  | { type: 'hidden' }
  /** Ask the server again from the beginning. */
  | { type: 'reopen' }
  /** The person leaves, confirmed; on a result page: done. */
  | { type: 'leave' }

/** What the platform has to do. Performed in order. */
export type CeremonyEffect =
  | { type: 'openSession' }
  | { type: 'postConsent' }
  | { type: 'proveOpenid' }
  | { type: 'postIdentity' }
  | { type: 'openCamera' }
  | { type: 'connect' }
  /** Say hello on the open socket (the platform knows token, secret and camera). */
  | { type: 'sayHello' }
  | { type: 'syncClock' }
  | { type: 'startFrames'; welcome: Extract<ServerMessage, { type: 'welcome' }> }
  | { type: 'perform'; challenge: Challenge }
  /** Let the last frames through, then report `drained`. */
  | { type: 'drain' }
  | { type: 'send'; message: ClientMessage }
  /** Camera off, colours off, socket closed, wake lock given back; any number of times. */
  | { type: 'release' }
  | { type: 'startTimer'; timer: CeremonyTimer; afterMs: number }
  | { type: 'stopTimers' }
  | { type: 'settle'; code: OutcomeCode }
