import { joinSound } from '../../domain/capture/capturedSound.ts'
import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { Muxer } from '../../domain/capture/muxer.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import type { Check } from '../../domain/check.ts'
import type { ClipReader } from '../../domain/clip/clip.ts'
import { shippedCalibration } from '../../domain/compare.ts'
import type { DigitListener } from '../../domain/digit/digitListener.ts'
import type { Vision } from '../../domain/face.ts'
import { padLimitsWith } from '../../domain/pad/padLimits.ts'
import { qualityLimits } from '../../domain/quality.ts'
import { createAssessClip } from '../../flows/assessClip.ts'
import { createAssessPhoto } from '../../flows/assessPhoto.ts'
import { createCompareWithReference } from '../../flows/compareWithReference.ts'
import { createAssessRecorded } from '../../flows/recorded/assessRecorded.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Performance } from '../../phone/perform.ts'
import type { Head } from '../../phone/render/head.ts'
import { createPortraitLibrary } from './createPortraitLibrary.ts'

/** Makes a file of a performance, and reads it again. */
export interface Recorder {
  muxCapture: Muxer['muxCapture']
  readClip: ClipReader['readClip']
}

interface Deps {
  vision: Vision & CaptureVision
  listener: DigitListener
  padThreshold: number | null
  encode: EncodeJpeg
}

/** How a recorded run ended. */
export interface RecordedVerdict {
  /** Row of protocol/resultCodes.ts. */
  errCode: number
  checks: readonly Check[]
}

/** Of a challenge, ms; no run takes so long. */
const lifetimeMs = 60_000

/**
 * Records the ceremony of the `person`-th head's phone into a file (H.264, AAC), reads the file and judges it
 * as the server judges recordings, with the shipped limits and that head's portrait. `offsetMs`: how far the
 * file's beginning is from where the painted times take it to be.
 */
export async function createRecordedJudge(
  { vision, listener, padThreshold, encode }: Deps,
  heads: readonly Head[],
  { muxCapture, readClip }: Recorder,
) {
  const library = await createPortraitLibrary(heads, encode)
  const assessRecorded = createAssessRecorded({
    assessClip: createAssessClip({
      vision,
      listener,
      qualityLimits,
      padLimits: padLimitsWith(padThreshold),
      calibration: shippedCalibration,
    }),
    compareWithReference: createCompareWithReference({
      assessPhoto: createAssessPhoto(vision, qualityLimits),
      calibration: shippedCalibration,
    }),
    findReference: library.findReference,
  })

  return async function judgeRecorded(
    person: number,
    secret: ChallengeSecret,
    { packets, painted }: Performance,
    offsetMs: number,
  ): Promise<RecordedVerdict> {
    const packetsOf = (kind: string) => packets.filter(each => each.kind === kind)
    const frames = packetsOf('frame').map(({ captureMs, payload }) => ({
      timeMs: captureMs,
      jpeg: payload,
    }))
    const sound = joinSound(
      packetsOf('sound').map(({ captureMs, payload }) => ({ timeMs: captureMs, pcm: payload })),
    )
    const clip = await readClip(await muxCapture(async () => ({ frames, sound })))
    const beginMs = frames[0]!.timeMs
    const { verdict } = await assessRecorded(library.subjectOf(person), {
      secret,
      painted: painted.map(timeMs => timeMs - beginMs + offsetMs),
      clip,
      afterMs: clip.durationMs,
      lifetimeMs,
    })
    return verdict
  }
}
