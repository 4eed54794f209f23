import type { Check } from '../domain/check.ts'
import type { FaceMeasurement, ImageFault, PhotoAnalysis, Vision } from '../domain/face.ts'
import { assessQuality, type QualityLimits, type QualityReason } from '../domain/quality.ts'
import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { Words } from '../protocol/words.ts'
import { throwVisionFault } from './throwVisionFault.ts'

/** A photo that may be compared: its face, the embedding, and the checks it passed. */
export interface AssessedPhoto {
  face: FaceMeasurement
  embedding: Float32Array
  checks: Check[]
}

/** Looks at one photo that a caller sent. */
export type AssessPhoto = (
  photo: Uint8Array,
  role: 'probe' | 'reference',
) => Promise<
  { ok: true; photo: AssessedPhoto } | { ok: false; reason: QualityReason; checks: Check[] }
>

/** Image faults as the wire's codes; these are input errors, nothing is kept of them (R32). */
const faultCodes: Record<ImageFault, ErrorCode> = {
  empty: 'FailedOperation.EmptyImageError',
  notAnImage: 'FailedOperation.ImageDecodeFailed',
  unsupportedFormat: 'FailedOperation.ImageDecodeFailed',
  truncated: 'FailedOperation.ImageDecodeFailed',
  animated: 'FailedOperation.ImageDecodeFailed',
  tooManyPixels: 'FailedOperation.ImageSizeTooLarge',
  tooSmall: 'FailedOperation.LifePhotoSizeError',
}

const faultWords: Record<ImageFault, Words> = {
  empty: { zh: '图片为空。', en: 'The image is empty.' },
  notAnImage: { zh: '数据不是图片。', en: 'The data is not an image.' },
  unsupportedFormat: { zh: '仅支持 JPG 与 PNG。', en: 'Only JPG and PNG are accepted.' },
  truncated: { zh: '图片数据不完整。', en: 'The image data is cut off or damaged.' },
  animated: { zh: '不支持动图，请传入单张照片。', en: 'It is an animation: send one still photo.' },
  tooManyPixels: {
    zh: '图片像素过多，请缩小尺寸后重试。',
    en: 'The image has too many pixels: scale it down.',
  },
  tooSmall: { zh: '图片尺寸过小。', en: 'The image is too small.' },
}

/** Decodes, measures and gates a photo. The returned function throws ApiError when it cannot be decoded. */
export function createAssessPhoto(vision: Vision, limits: QualityLimits): AssessPhoto {
  return async (photo, role) => {
    const analysis = await vision.analysePhoto(photo).catch(throwVisionFault)
    if (!analysis.ok) throw imageError(analysis)
    const quality = assessQuality(analysis, limits, role)
    if (!quality.ok) return quality
    if (!analysis.embedding) throw new Error('a face without an embedding')
    return {
      ok: true,
      photo: { face: quality.face, embedding: analysis.embedding, checks: quality.checks },
    }
  }
}

function imageError(analysis: Extract<PhotoAnalysis, { ok: false }>): ApiError {
  const words = faultWords[analysis.fault]
  const told = { zh: `${words.zh}（${analysis.detail}）`, en: `${words.en} (${analysis.detail})` }
  // The table's sentence for this code speaks of bytes, which compressing cures; pixels it does not.
  const isScale = analysis.fault === 'tooManyPixels'
  return new ApiError(faultCodes[analysis.fault], isScale ? { message: told } : { detail: told })
}
