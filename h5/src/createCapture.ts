import type { ServerMessage } from '../../server/protocol/capture.ts'
import {
  needsSound,
  type Challenge,
  type DigitStep,
  type LightStep,
} from '../../server/protocol/challenge.ts'
import type { CeremonyEvent } from '../../server/protocol/client/ceremonyEvents.ts'
import type { Heard } from '../../server/protocol/client/hearing.ts'
import { createMacChain } from '../../server/protocol/client/macChain.ts'
import { createPacing } from '../../server/protocol/client/pacing.ts'
import { createFrameSender } from './createFrameSender.ts'
import { createVoiceSender } from './createVoiceSender.ts'
import type { Microphone } from './openMicrophone.ts'
import type { CaptureSocket } from './openSocket.ts'
import { playSteps } from './playSteps.ts'
import { watchFrames } from './watchFrames.ts'

type Welcome = Extract<ServerMessage, { type: 'welcome' }>

/** What this client can show. */
export type ShownStep = LightStep | DigitStep

interface CaptureDeps {
  video: HTMLVideoElement
  /** Where something is to be said. */
  microphone: Microphone | null
  welcome: Welcome
  socket: CaptureSocket
  /** Puts one step on the screen at once; the number of steps = all over. */
  show: (steps: readonly ShownStep[], step: number) => void
  onHeard: (heard: Heard) => void
  dispatch: (event: CeremonyEvent) => void
}

/** One attempt from welcome to finish: frames all the time; steps, stills and sound when asked. */
export interface Capture {
  perform: (challenge: Challenge) => void
  /** Lets the last frames through, then reports `drained`. */
  drain: () => void
  stop: () => void
}

/**
 * Frames go on for so long after the last change, ms: light takes up to 300 ms to come back through
 * screen and camera (liveness sheet §1.5 step 4), and the challenge ends with a grey tail of its own.
 */
const tailMs = 250

export function createCapture(deps: CaptureDeps): Capture {
  const { video, microphone, welcome, socket, show, onHeard, dispatch } = deps
  const { limits } = welcome
  const chain = createMacChain(welcome.macKey, welcome.captureId)
  const pacing = createPacing(limits)
  const sender = createFrameSender({
    video,
    limits,
    chain,
    pacing,
    send: socket.sendPacket,
    buffered: socket.buffered,
  })
  const voice =
    microphone &&
    createVoiceSender({
      microphone,
      soundMs: limits.soundMs,
      // None may be left out: pictures give way.
      send: ({ captureMs, pcm }) => {
        pacing.admitOther(performance.now())
        socket.sendPacket(chain.seal('sound', captureMs, pcm))
      },
      onHeard,
    })
  /** Times from which the next stills are due; empty outside the lead-in. */
  let stillsDueMs: number[] = []
  let stopPlay = () => undefined as void
  const stopFrames = watchFrames(video, captureMs => {
    const isStillDue = captureMs >= (stillsDueMs[0] ?? Infinity)
    if (isStillDue && sender.still(captureMs)) stillsDueMs.shift()
    else sender.frame(captureMs)
  })

  async function finish(): Promise<void> {
    const isWhole = voice === null || (await voice.end(performance.now()))
    const summary = await sender.drained()
    dispatch(
      isWhole
        ? { type: 'drained', ...summary, atMs: performance.now() }
        : { type: 'trouble', trouble: 'interrupted' },
    )
  }

  return {
    perform: challenge => {
      // The server asks for what `hello` offered, in the mode that /session/open named.
      const isOther = challenge.kind === 'action' || challenge.kind === 'silent'
      if (isOther || (needsSound(challenge) && !voice)) {
        dispatch({ type: 'trouble', trouble: 'unsupported' })
        return
      }
      const { steps } = challenge
      const firstDigit = steps.findIndex(step => 'digit' in step)
      const leadMs = steps[0]?.durationMs ?? 0
      stopPlay = playSteps({
        steps,
        show: step => show(steps, step),
        onPainted: (step, atMs) => {
          if (step === 0)
            stillsDueMs = Array.from(
              { length: limits.stills },
              (_, index) => atMs + (leadMs * (index + 0.5)) / limits.stills,
            )
          if (step === firstDigit) voice?.begin(atMs)
          dispatch({ type: 'painted', step, atMs })
        },
      })
    },
    drain: () => {
      setTimeout(() => {
        stopFrames()
        void finish()
      }, tailMs)
    },
    stop: () => {
      stopPlay()
      stopFrames()
      voice?.stop()
    },
  }
}
