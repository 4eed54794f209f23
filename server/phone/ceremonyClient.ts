import { captureVersion, type ClientVerdict, type ServerMessage } from '../protocol/capture.ts'
import { advanceCeremony } from '../protocol/client/ceremony.ts'
import type {
  CeremonyEffect,
  CeremonyEvent,
  CeremonyTimer,
} from '../protocol/client/ceremonyEvents.ts'
import { firstCeremony } from '../protocol/client/ceremonyState.ts'
import type { Trouble } from '../protocol/client/troubles.ts'
import { createStream, type Stream } from './ceremony/createStream.ts'
import type { PhonePorts, PhoneSocket } from './ceremony/ports.ts'
import { phoneSupports, type SessionCalls } from './ceremony/sessionCalls.ts'
import type { Handset } from './createHandset.ts'

/** How a ceremony ended: with a verdict, or short of one. */
export type CeremonyEnd =
  | { kind: 'verdict'; verdict: ClientVerdict }
  | { kind: 'trouble'; trouble: Trouble; message: string | null }

export interface CeremonySettings {
  ports: PhonePorts
  session: SessionCalls
  handset: Handset
  frameSize: { widthPx: number; heightPx: number }
}

/** Questions for the server's clock, ms after welcome. */
const syncAtMs = [0, 400, 800] as const
const cameraLabel = 'Front Camera'
/** Between two pictures; the server's judges bear no more (domain/digit/digitLimits.ts). */
const maxGapMs = 300
/** Pages of one ceremony; a server that leads in circles is at fault. */
const maxPages = 50

/**
 * Performs a ceremony as the clients do: the same state machine (protocol/client/ceremony.ts), with a
 * simulated person who agrees, holds the phone and stays until the first verdict.
 * @throws when a picture cannot be made
 */
export function performCeremony(settings: CeremonySettings): Promise<CeremonyEnd> {
  return new Promise((resolve, reject) => {
    startCeremony(settings, resolve, reject)
  })
}

function startCeremony(
  { ports, session, handset, frameSize }: CeremonySettings,
  onEnd: (end: CeremonyEnd) => void,
  onFault: (error: unknown) => void,
): void {
  const { clockOffsetMs, clockDrift, frameIntervalMs } = handset.situation.timing
  const beganMs = ports.nowMs()
  const clockMs = () => clockOffsetMs + (ports.nowMs() - beganMs) * (1 + clockDrift)
  let ceremony = firstCeremony
  let socket: PhoneSocket | null = null
  let stream: Stream | null = null
  const timers = new Map<CeremonyTimer, ReturnType<typeof setTimeout>>()
  const syncs: ReturnType<typeof setTimeout>[] = []
  const events: CeremonyEvent[] = []
  let pages = 0
  let isRunning = false
  let isOver = false
  let longestGapMs = 0

  /** Events that come while effects run wait their turn. */
  function dispatch(event: CeremonyEvent): void {
    if (isOver) return
    events.push(event)
    if (isRunning) return
    isRunning = true
    for (let next = events.shift(); next; next = events.shift()) {
      const { name: before } = ceremony.phase
      const turn = advanceCeremony(ceremony, next)
      ceremony = turn.ceremony
      for (const effect of turn.effects) perform(effect)
      if (ceremony.phase.name !== before) enter()
    }
    isRunning = false
  }

  /** What the person does on a new page. */
  function enter(): void {
    const { phase } = ceremony
    ports.progress(phase.name)
    pages += 1
    if (pages > maxPages) return finish({ kind: 'trouble', trouble: 'service', message: null })
    if (phase.name === 'consent' || phase.name === 'identity') events.push({ type: 'submit' })
    if (phase.name === 'tips') events.push({ type: 'start' })
    if (phase.name === 'result') finish({ kind: 'verdict', verdict: phase.verdict })
    if (phase.name === 'trouble') {
      finish({ kind: 'trouble', trouble: phase.trouble, message: phase.message })
    }
  }

  function finish(end: CeremonyEnd): void {
    isOver = true
    events.length = 0
    release()
    stopTimers()
    if (longestGapMs > maxGapMs) {
      ports.progress(
        `this machine was too busy to render in time: pictures up to ${Math.round(longestGapMs)} ms apart (at most ${maxGapMs}); stop other work before you trust the outcome`,
      )
    }
    onEnd(end)
  }

  function fail(error: unknown): void {
    isOver = true
    events.length = 0
    release()
    stopTimers()
    onFault(error)
  }

  function ask(call: () => Promise<CeremonyEvent>): void {
    call().then(dispatch, fail)
  }

  function hear(message: ServerMessage): void {
    if (message.type === 'hint') ports.progress(`hint: ${message.hint}`)
    dispatch({ type: 'server', message, atMs: clockMs() })
  }

  function release(): void {
    for (const timer of syncs.splice(0)) clearTimeout(timer)
    stream?.stop()
    stream = null
    socket?.close()
    socket = null
  }

  function stopTimers(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  function sayHello(): void {
    socket?.send({
      type: 'hello',
      version: captureVersion,
      ...session.credentials(),
      supports: phoneSupports,
      camera: {
        label: cameraLabel,
        facing: 'user',
        ...frameSize,
        frameRate: Math.round(1000 / frameIntervalMs),
      },
      clockMs: clockMs(),
    })
  }

  function perform(effect: CeremonyEffect): void {
    switch (effect.type) {
      case 'openSession':
        return ask(session.open)
      case 'postConsent':
        return ask(session.consent)
      case 'proveOpenid':
        return ask(session.proveOpenid)
      case 'postIdentity':
        return ask(session.identity)
      case 'openCamera':
        return void events.push({ type: 'cameraReady' })
      case 'connect':
        socket = ports.connect({
          onOpen: () => dispatch({ type: 'connected' }),
          onMessage: hear,
          onClose: closeCode => dispatch({ type: 'disconnected', closeCode }),
        })
        return
      case 'sayHello':
        return sayHello()
      case 'syncClock':
        for (const afterMs of syncAtMs) {
          syncs.push(setTimeout(() => socket?.send({ type: 'sync', clockMs: clockMs() }), afterMs))
        }
        return
      case 'startFrames':
        stream = createStream({
          handset,
          welcome: effect.welcome,
          encode: ports.encode,
          sendPacket: packet => socket?.sendPacket(packet),
          clockMs,
          dispatch,
          onGap: gapMs => {
            longestGapMs = Math.max(longestGapMs, gapMs)
          },
          onFault: fail,
        })
        return
      case 'perform':
        return stream?.perform(effect.challenge)
      case 'drain':
        return stream?.drain()
      case 'send':
        return socket?.send(effect.message)
      case 'release':
        return release()
      case 'startTimer': {
        const { timer, afterMs } = effect
        clearTimeout(timers.get(timer))
        const ring = () => dispatch({ type: 'timer', timer, atMs: clockMs() })
        timers.set(timer, setTimeout(ring, afterMs))
        return
      }
      case 'stopTimers':
        return stopTimers()
      case 'settle':
        return
    }
  }

  perform({ type: 'openSession' })
}
