import type { ServerMessage } from '../../server/protocol/capture.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import type { CeremonyEvent } from '../../server/protocol/client/ceremonyEvents.ts'
import { createMacChain } from '../../server/protocol/client/macChain.ts'
import { createFrameSender, type FrameSender } from './createFrameSender.ts'
import type { CaptureSocket } from './openSocket.ts'
import { playLight } from './playLight.ts'
import { watchFrames } from './watchFrames.ts'

type Welcome = Extract<ServerMessage, { type: 'welcome' }>

interface CaptureDeps {
  video: HTMLVideoElement
  welcome: Welcome
  socket: CaptureSocket
  paint: (colour: string | null) => void
  dispatch: (event: CeremonyEvent) => void
}

/** One attempt from welcome to finish: frames all the time, colours and stills when asked. */
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

export function createCapture({ video, welcome, socket, paint, dispatch }: CaptureDeps): Capture {
  const { limits } = welcome
  const sender: FrameSender = createFrameSender({
    video,
    limits,
    chain: createMacChain(welcome.macKey, welcome.captureId),
    send: socket.sendPacket,
    buffered: socket.buffered,
  })
  /** Times from which the next stills are due; empty outside the lead-in. */
  let stillsDueMs: number[] = []
  let stopPlay = () => undefined as void
  const stopFrames = watchFrames(video, captureMs => {
    const isStillDue = captureMs >= (stillsDueMs[0] ?? Infinity)
    if (isStillDue && sender.still(captureMs)) stillsDueMs.shift()
    else sender.frame(captureMs)
  })

  return {
    perform: ({ kind, steps }) => {
      // The server asks for what `hello` offered, and nothing else.
      if (kind !== 'light') return
      const leadMs = steps[0]?.durationMs ?? 0
      stopPlay = playLight({
        steps,
        paint,
        onPainted: (step, atMs) => {
          if (step === 0)
            stillsDueMs = Array.from(
              { length: limits.stills },
              (_, index) => atMs + (leadMs * (index + 0.5)) / limits.stills,
            )
          dispatch({ type: 'painted', step, atMs })
        },
      })
    },
    drain: () => {
      setTimeout(() => {
        stopFrames()
        void sender
          .drained()
          .then(summary => dispatch({ type: 'drained', ...summary, atMs: performance.now() }))
      }, tailMs)
    },
    stop: () => {
      stopPlay()
      stopFrames()
    },
  }
}
