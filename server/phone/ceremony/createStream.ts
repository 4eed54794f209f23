import type { ServerMessage } from '../../protocol/capture.ts'
import type { Challenge, ChallengeStep } from '../../protocol/challenge.ts'
import type { CeremonyEvent } from '../../protocol/client/ceremonyEvents.ts'
import { createMacChain } from '../../protocol/client/macChain.ts'
import type { PacketKind } from '../../protocol/capturePacket.ts'
import { createFrameClock } from '../camera/createFrameClock.ts'
import type { EncodeJpeg, Picture } from '../camera/picture.ts'
import type { Handset } from '../createHandset.ts'
import { showStep } from '../showStep.ts'
import {
  createSoundCutter,
  type SoundCutter,
  type SoundPacket,
} from '../voice/createSoundCutter.ts'

interface StreamSettings {
  handset: Handset
  welcome: Extract<ServerMessage, { type: 'welcome' }>
  encode: EncodeJpeg
  sendPacket: (packet: Uint8Array) => void
  /** ms on the phone's clock. */
  clockMs: () => number
  dispatch: (event: CeremonyEvent) => void
  /** So long, in ms, no frame is made while something is performed; after each frame. */
  onGap: (gapMs: number) => void
  /** A picture could not be made; the ceremony cannot go on. */
  onFault: (error: unknown) => void
}

/** One attempt from welcome to finish, in real time. */
export interface Stream {
  perform(challenge: Challenge): void
  /** Lets the last frames through, then reports `drained`. */
  drain(): void
  stop(): void
}

/** Frames are sent for so long after the end: the last colour is still on its way to the sensor. */
const trailMs = 250

/** Camera and screen of the handset in real time: frames at their capture times, colours at theirs, sound. */
export function createStream(settings: StreamSettings): Stream {
  const { handset, welcome, encode, sendPacket, clockMs, dispatch, onGap, onFault } = settings
  const { limits } = welcome
  const chain = createMacChain(welcome.macKey, welcome.captureId)
  const { frameIntervalMs } = handset.situation.timing
  const nextFrame = createFrameClock(handset.situation, clockMs())
  /** Times from which the next stills are due. */
  let stillsDueMs: number[] = []
  /** From the first digit step on. */
  let sounds: SoundCutter | null = null
  let queue: Promise<void> = Promise.resolve()
  let isOn = true
  let isPerforming = false
  const timers = new Set<ReturnType<typeof setTimeout>>()

  function at(timeMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!isOn) return
      try {
        act()
      } catch (error) {
        onFault(error)
      }
    }, timeMs - clockMs())
    timers.add(timer)
  }

  function take(kind: PacketKind, captureMs: number, picture: Picture): void {
    const encoded = encode(picture, limits.jpegQuality)
    queue = queue
      .then(async () => sendPacket(chain.seal(kind, captureMs, await encoded)))
      .catch(onFault)
  }

  function sendSounds(packets: readonly SoundPacket[] = []): void {
    for (const { kind, captureMs, payload } of packets) {
      queue = queue.then(() => sendPacket(chain.seal(kind, captureMs, payload))).catch(onFault)
    }
  }

  function film(captureMs: number): void {
    if (captureMs >= (stillsDueMs[0] ?? Infinity)) {
      stillsDueMs.shift()
      // No two packets of a socket carry the same time.
      take('still', captureMs - 1, handset.still(captureMs - 1))
    }
    take('frame', captureMs, handset.frame(captureMs))
    sendSounds(sounds?.whole(clockMs()))
    let nextMs = nextFrame()
    // A machine that cannot keep up loses frames, as a slow phone does.
    while (nextMs < clockMs() - frameIntervalMs) nextMs = nextFrame()
    if (isPerforming) onGap(nextMs - captureMs)
    at(nextMs, () => film(nextMs))
  }

  function paint(steps: readonly ChallengeStep[], step: number, dueMs: number): void {
    const paintedMs = clockMs()
    const shown = steps[step]
    showStep(handset, shown, paintedMs)
    if (shown && 'digit' in shown) {
      sounds ??= createSoundCutter(handset, limits.soundMs, paintedMs)
    }
    // Later steps are counted from when the first one was seen, so that delays do not add up.
    const shownMs = step === 0 ? paintedMs : dueMs
    const durationMs = shown?.durationMs
    if (step === 0) stillsDueMs = stillTimes(paintedMs, durationMs ?? 0, limits.stills)
    dispatch({ type: 'painted', step, atMs: paintedMs })
    if (durationMs === undefined) return
    const nextMs = shownMs + durationMs
    at(nextMs, () => paint(steps, step + 1, nextMs))
  }

  const firstMs = nextFrame()
  at(firstMs, () => film(firstMs))
  return {
    perform(challenge) {
      isPerforming = true
      at(clockMs(), () => paint(challenge.steps, 0, 0))
    },
    drain: () =>
      at(clockMs() + trailMs, () => {
        const endMs = clockMs()
        sendSounds(sounds?.whole(endMs))
        sendSounds(sounds?.rest(endMs))
        stop()
        void queue.then(() => dispatch({ type: 'drained', ...chain.summary(), atMs: clockMs() }))
      }),
    stop,
  }

  function stop(): void {
    isOn = false
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
}

/**
 * Early in each of `count` parts of the lead-in: a still takes long to make, and the first colour
 * has to come in time.
 */
function stillTimes(startMs: number, leadMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => startMs + (leadMs * (index + 0.2)) / count)
}
