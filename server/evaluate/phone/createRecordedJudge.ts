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
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Performance } from '../../phone/perform.ts'
import type { Head } from '../../phone/render/head.ts'
import { portraitsOf } from './portraitsOf.ts'

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

/**
 * Records the light ceremony of the `person`-th head's phone into a file (H.264), reads the file and
 * judges it as a clip, with the shipped limits for clips and that head's portrait.
 *
 * @param offsetMs how far the file's beginning is from where the painted times take it to be
 */
export async function createRecordedJudge(
  { vision, listener, padThreshold, encode }: Deps,
  heads: readonly Head[],
  { muxCapture, readClip }: Recorder,
) {
  const portraits = await portraitsOf(heads, encode)
  const assessClip = createAssessClip({
    vision,
    listener,
    qualityLimits,
    padLimits: padLimitsWith(padThreshold),
    calibration: shippedCalibration,
  })
  const compare = createCompareWithReference({
    assessPhoto: createAssessPhoto(vision, qualityLimits),
    calibration: shippedCalibration,
  })

  return async function judgeRecorded(
    person: number,
    secret: Extract<ChallengeSecret, { kind: 'light' }>,
    performance: Performance,
    offsetMs: number,
  ): Promise<RecordedVerdict> {
    const frames = performance.packets
      .filter(({ kind }) => kind === 'frame')
      .map(({ captureMs, payload }) => ({ timeMs: captureMs, jpeg: payload }))
    const clip = await readClip(await muxCapture(async () => ({ frames, sound: null })))
    const beginMs = frames[0]!.timeMs
    const painted = performance.painted.map(timeMs => timeMs - beginMs + offsetMs)
    const task = { kind: 'light', secret: secret.light, painted } as const
    const { live, probe } = await assessClip(clip, task)
    if (live.outcome !== 'pass') return { errCode: live.resultCode, checks: live.checks }
    const checks = [...live.checks, ...probe.checks]
    if (!probe.ok) return { errCode: probe.resultCode, checks }
    const photo = { kind: 'photo', photo: portraits[person]! } as const
    const compared = await compare(probe.embedding, photo, 70)
    return { errCode: compared.resultCode, checks: [...checks, ...compared.checks] }
  }
}
