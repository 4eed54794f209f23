import { captureVersion, type ServerMessage } from '../../server/protocol/capture.ts'
import { needsSound } from '../../server/protocol/challenge.ts'
import { advanceCeremony } from '../../server/protocol/client/ceremony.ts'
import type {
  CeremonyEffect,
  CeremonyEvent,
  CeremonyTimer,
} from '../../server/protocol/client/ceremonyEvents.ts'
import { firstCeremony } from '../../server/protocol/client/ceremonyState.ts'
import { estimateClock, type ClockEstimate } from '../../server/protocol/client/clockSync.ts'
import type { OutcomeCode } from '../../server/protocol/client/outcomeCodes.ts'
import { supports } from '../../server/protocol/client/readOpening.ts'
import { createCapture, type Capture } from './createCapture.ts'
import { keepAwake } from './keepAwake.ts'
import { openDevices, type Devices } from './openDevices.ts'
import { openSocket, type CaptureSocket } from './openSocket.ts'
import type { SessionClient } from './createSessionClient.ts'
import type { View } from './createView.ts'
import type { Voice } from './createVoice.ts'

interface RunDeps {
  endpoint: URL
  session: SessionClient
  video: HTMLVideoElement
  view: View
  voice: Pick<Voice, 'follow' | 'heed'>
  /** `redirectUrl`: of the final verdict, if there was one (R33). */
  onOver: (code: OutcomeCode, redirectUrl: string | null) => void
}

/** The three questions for the server's clock, ms after welcome. */
const syncAtMs = [0, 400, 800]
/** A round trip above this is worth a word of patience, ms. */
const slowRoundTripMs = 800

/** Turns the core's effects into camera, microphone, socket, steps and pages. */
export interface Run {
  dispatch: (event: CeremonyEvent) => void
  start: () => void
}

export function createRun({ endpoint, session, video, view, voice, onOver }: RunDeps): Run {
  let ceremony = firstCeremony
  let devices: Devices | null = null
  let socket: CaptureSocket | null = null
  let capture: Capture | null = null
  let letSleep: (() => void) | null = null
  let clock: ClockEstimate | null = null
  let redirectUrl: string | null = null
  const timers = new Map<CeremonyTimer, number>()
  const events: CeremonyEvent[] = []
  let isRunning = false

  /** Events that come while effects run wait their turn. */
  function dispatch(event: CeremonyEvent): void {
    events.push(event)
    if (isRunning) return
    isRunning = true
    for (let next = events.shift(); next; next = events.shift()) {
      const before = ceremony
      const turn = advanceCeremony(ceremony, next)
      ceremony = turn.ceremony
      if (ceremony.phase.name === 'result' && ceremony.phase.verdict.outcome !== 'retry')
        ({ redirectUrl } = ceremony.phase.verdict)
      for (const effect of turn.effects) perform(effect)
      if (ceremony !== before && ceremony.phase.name !== 'over') {
        view.render(ceremony)
        voice.follow(ceremony.phase)
      }
    }
    isRunning = false
  }

  function stopTimers(): void {
    for (const id of timers.values()) clearTimeout(id)
    timers.clear()
  }

  function release(): void {
    capture?.stop()
    capture = null
    socket?.close()
    socket = null
    devices?.close()
    devices = null
    video.srcObject = null
    letSleep?.()
    letSleep = null
    view.show([], 0)
  }

  async function useDevices(): Promise<void> {
    const opened = await openDevices({
      video,
      withSound: needsSound({ kind: view.context.session?.mode ?? '' }),
      workletUrl: new URL('h5/sound.js', endpoint).href,
      isWanted: () => ceremony.phase.name === 'starting',
    })
    if (typeof opened === 'string') dispatch({ type: 'trouble', trouble: opened })
    if (opened === null || typeof opened === 'string') return
    devices = opened
    letSleep = keepAwake()
    opened.onLost(trouble => {
      if (devices === opened) dispatch({ type: 'trouble', trouble })
    })
    dispatch({ type: 'cameraReady' })
  }

  function hear(message: ServerMessage): void {
    const atMs = performance.now()
    if (message.type === 'sync') {
      clock = estimateClock(clock, {
        askedMs: message.clockMs,
        answeredMs: atMs,
        serverMs: message.serverMs,
      })
      if (clock && clock.roundTripMs > slowRoundTripMs)
        view.setNote(view.context.words.preview.weakNetwork)
    }
    dispatch({ type: 'server', message, atMs })
  }

  function perform(effect: CeremonyEffect): void {
    voice.heed(effect)
    switch (effect.type) {
      case 'openSession':
        void session.open().then(dispatch)
        break
      case 'postConsent':
        void session.consent().then(dispatch)
        break
      case 'proveOpenid':
        void session.proveOpenid().then(event => event && dispatch(event))
        break
      case 'postIdentity':
        void session.identity().then(dispatch)
        break
      case 'openCamera':
        void useDevices()
        break
      case 'connect':
        clock = null
        socket = openSocket(endpoint, {
          onOpen: () => dispatch({ type: 'connected' }),
          onMessage: hear,
          onClose: closeCode => dispatch({ type: 'disconnected', closeCode }),
        })
        break
      case 'sayHello':
        if (devices)
          socket?.send({
            type: 'hello',
            version: captureVersion,
            ...session.credentials(),
            supports,
            camera: devices.facts,
            clockMs: performance.now(),
          })
        break
      case 'syncClock': {
        const asked = socket
        for (const afterMs of syncAtMs)
          setTimeout(() => asked?.send({ type: 'sync', clockMs: performance.now() }), afterMs)
        break
      }
      case 'startFrames':
        if (socket && devices)
          capture = createCapture({
            video,
            microphone: devices.microphone,
            welcome: effect.welcome,
            socket,
            show: view.show,
            onHeard: view.hear,
            dispatch,
          })
        break
      case 'perform':
        capture?.perform(effect.challenge)
        break
      case 'drain':
        capture?.drain()
        break
      case 'send':
        socket?.send(effect.message)
        break
      case 'release':
        release()
        break
      case 'startTimer': {
        const { timer, afterMs } = effect
        clearTimeout(timers.get(timer))
        timers.set(
          timer,
          window.setTimeout(
            () => dispatch({ type: 'timer', timer, atMs: performance.now() }),
            afterMs,
          ),
        )
        break
      }
      case 'stopTimers':
        stopTimers()
        break
      case 'settle':
      default:
        onOver(effect.code, redirectUrl)
    }
  }

  return {
    dispatch,
    start: () => {
      view.render(ceremony)
      perform({ type: 'openSession' })
    },
  }
}
