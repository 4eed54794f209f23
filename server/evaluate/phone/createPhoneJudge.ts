import type { CaptureMaterial } from '../../domain/capture/captureMaterial.ts'
import type { ChallengeSecret } from '../../domain/challengeSecret.ts'
import { shippedCalibration } from '../../domain/compare.ts'
import type { DigitListener } from '../../domain/digit/digitListener.ts'
import type { Vision } from '../../domain/face.ts'
import { judgePerformance } from '../../domain/judgePerformance.ts'
import { padLimitsWith } from '../../domain/pad/padLimits.ts'
import { qualityLimits } from '../../domain/quality.ts'
import { createAssessCapture, type CaptureVerdict } from '../../flows/assessCapture.ts'
import { createAssessPhoto } from '../../flows/assessPhoto.ts'
import { createCompareWithReference } from '../../flows/compareWithReference.ts'
import { createHearCode } from '../../flows/hearCode.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Head } from '../../phone/render/head.ts'
import { createPortraitLibrary } from './createPortraitLibrary.ts'

interface Deps {
  vision: Vision
  listener: DigitListener
  /** Of the model in slot pad; null while it is empty. */
  padThreshold: number | null
  encode: EncodeJpeg
}

/** Judges what the `person`-th head's phone sent, against that head's portrait. */
export type PhoneJudge = (
  person: number,
  secret: ChallengeSecret,
  material: CaptureMaterial,
) => Promise<CaptureVerdict>

/** The verifying engine as the server has it, with shipped thresholds and portraits for a library. */
export async function createPhoneJudge(
  { vision, listener, padThreshold, encode }: Deps,
  heads: readonly Head[],
): Promise<PhoneJudge> {
  const library = await createPortraitLibrary(heads, encode)
  const assess = createAssessCapture({
    judge: judgePerformance,
    hearCode: createHearCode(listener),
    compareWithReference: createCompareWithReference({
      assessPhoto: createAssessPhoto(vision, qualityLimits),
      calibration: shippedCalibration,
    }),
    findReference: library.findReference,
    qualityLimits,
    padLimits: padLimitsWith(padThreshold),
    calibration: shippedCalibration,
  })
  return async (person, secret, material) =>
    await assess(library.subjectOf(person), secret, material)
}
