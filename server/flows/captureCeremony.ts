import { randomBytes } from 'node:crypto'
import { captureLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import type { CaptureVision } from '../domain/capture/captureVision.ts'
import { isLightAlone, votesPassively } from '../domain/rule.ts'
import { toClientMs, type ClientClock } from '../domain/capture/clientClock.ts'
import { ApiError } from '../errors.ts'
import {
  captureVersion,
  closeCodes,
  type ClientMessage,
  type ServerMessage,
} from '../protocol/capture.ts'
import type { Hint } from '../protocol/hints.ts'
import type { AdmitCapture, AdmittedCapture, Hello } from './admitCapture.ts'
import { createCaptureMedia, type CaptureMedia } from './captureMedia.ts'
import { addPainted } from './addPainted.ts'
import { closeCodeFor } from './closeCodeFor.ts'
import { createDeferred } from './createDeferred.ts'
import type { Visitor } from './findForDevice.ts'
import type { FinishCapture } from './finishCapture.ts'
import type { IssueChallenge, IssuedChallenge } from './issueChallenge.ts'
import { keepPacket, welcomeKinds } from './keepPacket.ts'
import { createPacketChain, type PacketChain } from './packetChain.ts'
import { createPacketGate, type PacketGate } from './packetGate.ts'
import { readClock } from './readClock.ts'

/** The other end of one socket. Both may be called when it is gone; they then do nothing. */
export interface CaptureConnection {
  send(message: ServerMessage): void
  close(closeCode: number): void
}

export interface CeremonyDeps {
  admitCapture: AdmitCapture
  issueChallenge: IssueChallenge
  finishCapture: FinishCapture
  /** Gives session and challenge free after a capture that came to no verdict (R32). */
  releaseCapture(capture: AdmittedCapture): Promise<void>
  vision: CaptureVision
  clock: () => number
  /** ms that never jump; arrival times are on it. */
  monotonicMs: () => number
  onFault(error: unknown, captureId: string | null): void
}

/** One socket's ceremony, from `hello` to the verdict. */
export interface Ceremony {
  onMessage(message: ClientMessage): void
  onPacket(packet: Uint8Array): void
  /** Ends it with this error; nothing happens while a verdict is being made or after the end. */
  refuse(error: ApiError): void
  /** The connection is gone. */
  onGone(): void
  /** Resolves when nothing is under way any more. */
  ended: Promise<void>
}

/** What is known from `hello` on. */
interface Running {
  capture: AdmittedCapture
  hello: Hello
  chain: PacketChain
  gate: PacketGate
  media: CaptureMedia
}

/** What is known from the challenge on. */
interface Performance {
  issued: IssuedChallenge
  painted: number[]
  challengeSentMs: number
  timer: NodeJS.Timeout
}

type Phase = 'waiting' | 'preview' | 'performing' | 'judging' | 'over'

/**
 * @param onAdmitted is told when the capture owns the session: an older one then ends
 * @returns the handlers; messages are handled one after the other, in the order of their arrival
 */
export function createCeremony(
  deps: CeremonyDeps,
  connection: CaptureConnection,
  visitor: Visitor,
  onAdmitted: (capture: AdmittedCapture) => void,
): Ceremony {
  let phase: Phase = 'waiting'
  let running: Running | null = null
  let performance: Performance | null = null
  let clock: ClientClock = null
  let lastHintAt = -Infinity
  let backlog = 0
  let work: Promise<void> = Promise.resolve()
  const { promise: ended, resolve: markEnded } = createDeferred()

  function enqueue(handle: () => void | Promise<void>): void {
    if (phase === 'over' || phase === 'judging') return
    if (++backlog > socketLimits.maxBacklog) return end(new ApiError('Capture.TooMany'))
    work = work.then(async () => {
      backlog -= 1
      // What came behind a message that ended the ceremony is not looked at.
      if (phase === 'over' || phase === 'judging') return
      try {
        await handle()
      } catch (error) {
        end(error)
      }
    })
  }

  function handle(message: ClientMessage, arrivedMs: number): void | Promise<void> {
    if (message.type === 'hello') return greet(message, arrivedMs)
    if (!running) throw new ApiError('Capture.BadMessage')
    switch (message.type) {
      case 'sync':
        clock = readClock(clock, message.clockMs, arrivedMs)
        return connection.send({
          type: 'sync',
          clockMs: message.clockMs,
          serverMs: deps.clock(),
        })
      case 'ready':
        clock = readClock(clock, message.clockMs, arrivedMs)
        return challenge(running)
      case 'painted':
        return notePainted(running, message, arrivedMs)
      case 'finish':
        clock = readClock(clock, message.clockMs, arrivedMs)
        return finish(running, message)
      case 'leave':
        end(null)
    }
  }

  async function greet(hello: Hello, arrivedMs: number): Promise<void> {
    if (phase !== 'waiting') throw new ApiError('Capture.BadMessage')
    const capture = await deps.admitCapture(hello, visitor)
    if (isOver()) return deps.releaseCapture(capture)
    clock = readClock(clock, hello.clockMs, arrivedMs)
    const macKey = randomBytes(32)
    const chain = createPacketChain(macKey, capture.captureId)
    const media = createCaptureMedia({
      track: deps.vision.openTrack({ needsPad: votesPassively(capture.rule.livenessMode) }),
      onHint: sendHint,
      onFault: end,
      random: randomBytes,
    })
    running = { capture, hello, chain, gate: createPacketGate(chain), media }
    phase = 'preview'
    onAdmitted(capture)
    connection.send({
      type: 'welcome',
      version: captureVersion,
      captureId: capture.captureId,
      macKey: macKey.toString('base64url'),
      limits: captureLimits,
    })
  }

  function takePacket(packet: Uint8Array, arrivedMs: number): void {
    if (!running) throw new ApiError('Capture.BadMessage')
    const { gate, media } = running
    const kinds = welcomeKinds(performance?.issued.challenge ?? null)
    const admitted = gate.admit(packet, { clock, arrivedMs }, kinds)
    keepPacket(admitted, media, performance?.challengeSentMs ?? null)
  }

  async function challenge({ capture, media }: Running): Promise<void> {
    // A client that heard nothing for a while asks again; one socket gets one challenge.
    if (performance) return
    if (!media.isPreviewGood()) return connection.send({ type: 'hint', hint: media.hint() })
    const issued = await deps.issueChallenge(capture)
    const challengeSentMs = toClientMs(clock, deps.monotonicMs()) ?? 0
    const timer = setTimeout(
      () => end(new ApiError('Capture.ChallengeExpired')),
      issued.challenge.lifetimeMs,
    )
    performance = { issued, painted: [], challengeSentMs, timer }
    // Gone while it was being issued: it was never seen, but it was asked for.
    if (isOver()) return
    phase = 'performing'
    connection.send({ type: 'challenge', challenge: issued.challenge })
  }

  function notePainted(
    { media }: Running,
    message: Extract<ClientMessage, { type: 'painted' }>,
    arrivedMs: number,
  ): void {
    if (!performance) throw new ApiError('Capture.BadMessage')
    addPainted(performance, message, { clock, arrivedMs })
    // Where other frames will be compared, a look at these would be for nothing.
    const isLight = isLightAlone(performance.issued.secret.kind)
    if (isLight && message.step === 1) media.endLeadIn(performance.painted)
  }

  async function finish(
    { capture, hello, chain, gate, media }: Running,
    message: Extract<ClientMessage, { type: 'finish' }>,
  ): Promise<void> {
    if (!performance) throw new ApiError('Capture.BadMessage')
    const { issued, painted, challengeSentMs, timer } = performance
    const { frames, stills } = media.counts()
    const isPainted = painted.length === issued.challenge.steps.length + 1
    if (message.packets !== gate.count() || !isPainted || frames === 0 || stills === 0) {
      throw new ApiError('Capture.Incomplete')
    }
    if (message.lastMac !== chain.last()) throw new ApiError('Capture.ChainBroken')
    phase = 'judging'
    clearTimeout(timer)
    connection.send({ type: 'checking' })
    try {
      const verdict = await deps.finishCapture(capture, {
        issued,
        challengeSentMs,
        painted,
        media,
        circumstances: { hello, visitor, captureMethod: 'socket' },
      })
      phase = 'over'
      connection.send({ type: 'verdict', verdict })
      connection.close(closeCodes.finished)
      media.close()
      markEnded()
    } catch (error) {
      // Back to where `end` lets go of session, challenge and, when it is our fault, the count.
      phase = 'performing'
      throw error
    }
  }

  function sendHint(hint: Hint): void {
    const now = deps.monotonicMs()
    if (phase !== 'preview' || now - lastHintAt < socketLimits.hintIntervalMs) return
    lastHintAt = now
    connection.send({ type: 'hint', hint })
  }

  /** `null` = the person left. The first end counts. */
  function end(reason: unknown): void {
    if (phase === 'over' || phase === 'judging') return
    phase = 'over'
    const error = reason === null ? null : asApiError(reason)
    if (error) {
      const message = visitor.language === 'en-US' ? error.words.en : error.words.zh
      connection.send({ type: 'error', code: error.code, message })
      connection.close(closeCodeFor(error.code))
    } else {
      connection.close(closeCodes.finished)
    }
    // After what is being handled: a challenge that is just being issued is let go of, too.
    work = work.then(() => release(error)).finally(markEnded)
  }

  function asApiError(reason: unknown): ApiError {
    if (reason instanceof ApiError) return reason
    deps.onFault(reason, running?.capture.captureId ?? null)
    return new ApiError('InternalError')
  }

  async function release(error: ApiError | null): Promise<void> {
    if (!running) return
    running.media.close()
    try {
      if (performance) {
        clearTimeout(performance.timer)
        if (error?.code === 'InternalError') await performance.issued.giveBack()
      }
      await deps.releaseCapture(running.capture)
    } catch (fault) {
      deps.onFault(fault, running.capture.captureId)
    }
  }

  // A function, so that the compiler does not take the phase of before an await for granted.
  function isOver(): boolean {
    return phase === 'over'
  }

  return {
    onMessage(message) {
      const arrivedMs = deps.monotonicMs()
      enqueue(() => handle(message, arrivedMs))
    },
    onPacket(packet) {
      const arrivedMs = deps.monotonicMs()
      enqueue(() => takePacket(packet, arrivedMs))
    },
    refuse: end,
    onGone: () => end(null),
    ended,
  }
}
