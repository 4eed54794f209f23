import { bestFrames } from '../domain/capture/bestFrames.ts'
import type { KeptFrame, KeptStill } from '../domain/capture/captureMaterial.ts'
import { joinSound, type CapturedSound, type SoundPacket } from '../domain/capture/capturedSound.ts'
import type { CaptureTrack } from '../domain/capture/captureVision.ts'
import {
  addPreviewFrame,
  emptyPreview,
  isPreviewGood,
  type Preview,
} from '../domain/capture/previewHint.ts'
import type { ChallengeSecret } from '../domain/challengeSecret.ts'
import { framesByChance } from '../domain/framesByChance.ts'
import { framesToCompare } from '../domain/framesToCompare.ts'
import { ApiError } from '../errors.ts'
import type { Hint } from '../protocol/hints.ts'
import { lookAgain } from './lookAgain.ts'

/** One picture that arrived. */
export interface ReceivedImage {
  timeMs: number
  jpeg: Uint8Array
  /** SHA-256 of the JPEG, hex. */
  hash: string
}

interface Deps {
  track: CaptureTrack
  onHint: (hint: Hint) => void
  /** A picture could not be looked at; called at most once per picture. */
  onFault: (error: unknown) => void
  /** Cryptographic dice. */
  random: (sizeBytes: number) => Uint8Array
}

/** What one capture has shown so far. Everything is analysed as it arrives. */
export interface CaptureMedia {
  /** Before the challenge: the newest frame counts, older ones that wait give way. */
  preview(image: ReceivedImage): void
  isPreviewGood(): boolean
  hint(): Hint
  /** From the challenge on: every frame is looked at and kept. */
  keepFrame(image: ReceivedImage): void
  keepStill(image: ReceivedImage): void
  keepSound(packet: SoundPacket): void
  /** The grey lead-in is over: looks at its best frames while the colours go on. */
  endLeadIn(painted: readonly number[]): void
  counts(): { frames: number; stills: number; soundBytes: number }
  previewHashes(): readonly string[]
  /** Waits for what is under way. @throws what a picture's analysis threw */
  settle(
    secret: ChallengeSecret,
    painted: readonly number[],
  ): Promise<{
    frames: KeptFrame[]
    stills: KeptStill[]
    best: KeptStill[]
    drawn: KeptStill[]
    sound: CapturedSound | null
  }>
  close(): void
}

export function createCaptureMedia({ track, onHint, onFault, random }: Deps): CaptureMedia {
  let preview: Preview = emptyPreview
  let waiting: ReceivedImage | null = null
  let isLooking = false
  const previewHashes: string[] = []
  const frames: Promise<KeptFrame>[] = []
  const seen: KeptFrame[] = []
  const stills: Promise<KeptStill>[] = []
  const sounds: SoundPacket[] = []
  let soundBytes = 0
  const looked = new Map<string, Promise<KeptStill>>()

  async function lookAhead(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      for (let image = takeWaiting(); image; image = takeWaiting()) {
        const analysis = await track.analyse(image.jpeg, image.timeMs)
        if (!analysis.ok) throw new ApiError('Capture.NotAnImage')
        preview = addPreviewFrame(preview, analysis.frame)
        onHint(preview.hint)
      }
    } catch (error) {
      onFault(error)
    } finally {
      isLooking = false
    }
  }

  function takeWaiting(): ReceivedImage | null {
    const image = waiting
    waiting = null
    return image
  }

  async function lookAtFrame({ timeMs, jpeg, hash }: ReceivedImage): Promise<KeptFrame> {
    const analysis = await track.analyse(jpeg, timeMs)
    if (!analysis.ok) throw new ApiError('Capture.NotAnImage')
    const kept = { timeMs, jpeg, hash, analysis: analysis.frame }
    seen.push(kept)
    return kept
  }

  async function lookAtStill(timeMs: number, jpeg: Uint8Array): Promise<KeptStill> {
    const analysis = await track.analyseStill(jpeg)
    if (!analysis.ok) throw new ApiError('Capture.NotAnImage')
    return { timeMs, jpeg, analysis }
  }

  /** Looks once at each; a later list may name the same frames again. */
  function lookAtEach(candidates: readonly KeptFrame[]): Promise<KeptStill>[] {
    return candidates.map(frame => {
      const look = looked.get(frame.hash) ?? watched(lookAtKept(frame))
      looked.set(frame.hash, look)
      return look
    })
  }

  async function lookAtKept(frame: KeptFrame): Promise<KeptStill> {
    const kept = await lookAgain(track, frame)
    if (!kept.analysis.ok) throw new ApiError('Capture.NotAnImage')
    return kept
  }

  /** A rejection is told at once, and again to whoever awaits the promise. */
  function watched<Result>(promise: Promise<Result>): Promise<Result> {
    promise.catch(onFault)
    return promise
  }

  return {
    preview(image) {
      previewHashes.push(image.hash)
      waiting = image
      void lookAhead()
    },
    isPreviewGood: () => isPreviewGood(preview),
    hint: () => preview.hint,
    keepFrame: image => void frames.push(watched(lookAtFrame(image))),
    keepStill: ({ timeMs, jpeg }) => void stills.push(watched(lookAtStill(timeMs, jpeg))),
    keepSound(packet) {
      sounds.push(packet)
      soundBytes += packet.pcm.length
    },
    endLeadIn: painted => void lookAtEach(bestFrames(seen, painted)),
    counts: () => ({ frames: frames.length, stills: stills.length, soundBytes }),
    previewHashes: () => previewHashes,
    async settle(secret, painted) {
      const kept = await Promise.all(frames)
      return {
        frames: kept,
        stills: await Promise.all(stills),
        best: await Promise.all(lookAtEach(framesToCompare(secret, kept, painted))),
        drawn: await Promise.all(lookAtEach(framesByChance(secret, kept, painted, random))),
        sound: joinSound(sounds),
      }
    },
    close: () => track.close(),
  }
}
