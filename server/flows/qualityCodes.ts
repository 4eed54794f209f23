import type { QualityReason } from '../domain/quality.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'

/** What a photo's quality gate answers: one wire code and one result code per reason. */
export const qualityCodes: Record<QualityReason, { apiCode: ErrorCode; resultCode: number }> = {
  noFace: { apiCode: 'FailedOperation.LifePhotoDetectNoFaces', resultCode: 2013 },
  severalFaces: { apiCode: 'FailedOperation.LifePhotoDetectFaces', resultCode: 2012 },
  tooSmall: { apiCode: 'FailedOperation.LifePhotoPoorQuality', resultCode: 2014 },
  incomplete: { apiCode: 'FailedOperation.IncompleteFace', resultCode: 2010 },
  pose: { apiCode: 'FailedOperation.PoorImageQuality', resultCode: 2004 },
  blur: { apiCode: 'FailedOperation.ImageBlur', resultCode: 2004 },
  dark: { apiCode: 'FailedOperation.ActionLightDark', resultCode: 1201 },
  bright: { apiCode: 'FailedOperation.ActionLightStrong', resultCode: 1202 },
  covered: { apiCode: 'FailedOperation.CoveredFace', resultCode: 2010 },
}
