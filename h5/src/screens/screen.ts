import type { CeremonyEvent } from '../../../server/protocol/client/ceremonyEvents.ts'
import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import type { Heard } from '../../../server/protocol/client/hearing.ts'
import type { OpenAnswer } from '../../../server/protocol/session.ts'
import type { ShownStep } from '../createCapture.ts'
import type { Words } from '../../../server/protocol/client/text.ts'

/** One page of the float. */
export interface Screen {
  element: HTMLElement
  /** Gets the focus when the screen appears, so that a screen reader begins there. */
  heading: HTMLElement
  /** The phase changed but the screen stays. */
  update?: (phase: Phase) => void
  setNote?: (text: string) => void
  /** Puts a step of the challenge on the screen at once. */
  show?: (steps: readonly ShownStep[], step: number) => void
  hear?: (heard: Heard) => void
}

/** What a screen may read and do. */
export interface ScreenContext {
  words: Words
  /** Null until the server answered. */
  session: OpenAnswer | null
  /** Plays the camera once there is one. */
  video: HTMLVideoElement
  dispatch: (event: CeremonyEvent) => void
  /** Asks for confirmation where something would be lost. */
  askToLeave: () => void
  /** Shows the way without a face. */
  showAlternative: () => void
  /** Takes the consent back, after a question. */
  askToWithdraw: () => void
  /** For a screen reader, without moving the focus. */
  announce: (text: string) => void
  /** Name and ID number as typed, given to /session/identity. */
  identity: { name: string; idCard: string }
  /** Scopes ticked, given to /session/consent. */
  scopes: OpenAnswer['consent']['scopes'] | null
  /** Address that opens this verification on another device. */
  pageUrl: string
  /** Go on without further questions once passed (R33). */
  finishSoon: boolean
}
