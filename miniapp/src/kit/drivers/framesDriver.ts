import { createMacChain } from '../../../../server/protocol/client/macChain.ts'
import { createPacing } from '../../../../server/protocol/client/pacing.ts'
import { playSteps } from '../camera/playSteps.ts'
import type { CaptureDriver, DriverDeps } from './captureDriver.ts'
import { createFrameSender, type FrameSender } from './createFrameSender.ts'
import type { Encoder } from './openEncoder.ts'
import { createSendQueue, type SendQueue } from './createSendQueue.ts'
import { openSocket, type CaptureSocket } from './openSocket.ts'
import type { FrameSource } from './probeFrames.ts'

/** Of the 15 packets a second that bundles carry: the others catch up after stills, which go alone. */
const maxFrameRate = 12
/** Light takes up to 300 ms to come back; the challenge ends with a grey tail of its own, ms. */
const tailMs = 250
/** When the server's clock is asked for, ms after welcome. */
const syncAtMs = [0, 700]
/** Of one bundle: a still goes alone. */
const maxBundleBytes = 131_072

/** Sends small pictures while they come, over the socket that the H5 client uses (capture.ts). Light only. */
export function createFramesDriver(
  deps: DriverDeps,
  source: FrameSource,
  encoder: Encoder,
): CaptureDriver {
  const { wx, clock, endpoint, dispatch, show, onCaptured } = deps
  let socket: CaptureSocket | null = null
  let queue: SendQueue | null = null
  let sender: FrameSender | null = null
  let stills = 0
  /** Times from which the next stills are due; empty outside the lead-in. */
  let stillsDueMs: number[] = []
  let stopPlay = () => undefined as void
  const timers: ReturnType<typeof setTimeout>[] = []
  let isOpen = true

  return {
    name: 'frames',
    connect: () => {
      socket = openSocket(wx, endpoint, {
        onOpen: () => dispatch({ type: 'connected' }),
        onMessage: message => dispatch({ type: 'server', message, atMs: clock() }),
        onClose: closeCode => dispatch({ type: 'disconnected', closeCode }),
      })
      queue = createSendQueue(clock, maxBundleBytes, socket)
    },
    send: message => {
      // Leaving does not wait its turn: nothing is sent after it.
      if (message.type === 'leave') socket?.send(message)
      else queue?.say(message)
    },
    begin: ({ limits, macKey, captureId }) => {
      const sending = queue
      if (!sending) return
      stills = limits.stills
      const made = createFrameSender({
        limits,
        chain: createMacChain(macKey, captureId),
        pacing: createPacing({ ...limits, frameRate: Math.min(limits.frameRate, maxFrameRate) }),
        encoder,
        queue: sending,
      })
      sender = made
      source.listen((frame, atMs) => {
        const isStillDue = atMs >= (stillsDueMs[0] ?? Infinity)
        if (isStillDue && made.still(frame, atMs)) stillsDueMs.shift()
        else made.frame(frame, atMs)
      })
      for (const afterMs of syncAtMs)
        timers.push(setTimeout(() => sending.say({ type: 'sync', clockMs: clock() }), afterMs))
    },
    perform: challenge => {
      if (challenge.kind !== 'light') {
        dispatch({ type: 'trouble', trouble: 'unsupported' })
        return
      }
      const { steps } = challenge
      const leadMs = steps[0]?.durationMs ?? 0
      stopPlay = playSteps({
        clock,
        steps,
        show: (step, painted) => show(steps, step, painted),
        onPainted: (step, atMs) => {
          if (step === 0)
            stillsDueMs = Array.from(
              { length: stills },
              (_, index) => atMs + (leadMs * (index + 0.5)) / stills,
            )
          dispatch({ type: 'painted', step, atMs })
        },
      })
    },
    drain: () => {
      timers.push(
        setTimeout(() => {
          source.close()
          onCaptured()
          void sender?.drained().then(summary => {
            if (isOpen) dispatch({ type: 'drained', ...summary, atMs: clock() })
          })
        }, tailMs),
      )
    },
    close: () => {
      if (!isOpen) return
      isOpen = false
      for (const timer of timers) clearTimeout(timer)
      stopPlay()
      source.close()
      encoder.close()
      queue?.stop()
      socket?.close()
    },
  }
}
