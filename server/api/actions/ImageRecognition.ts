import { z } from 'zod'
import type { PhotoVerdict, PhotoVerificationRequest } from '../../flows/verifyPhoto.ts'
import type { ImageRecognitionResponse } from '../../protocol/actions.ts'
import { resultCode } from '../../protocol/resultCodes.ts'
import { imageBase64Limit } from '../limits.ts'
import { readBase64 } from '../readBase64.ts'
import { refuseEncryption } from '../refuseEncryption.ts'
import type { Action, ActionContext } from './action.ts'

interface Deps {
  verifyPhoto(request: PhotoVerificationRequest): Promise<PhotoVerdict>
}

const schema = z.object({
  IdCard: z.string(),
  Name: z.string(),
  ImageBase64: z.string(),
  Optional: z.string().optional(),
  Encryption: z.unknown().optional(),
})

/** 照片人脸核身, first version (doc 1007/31820): ImageRecognitionV2 without Extra. */
export function createImageRecognition(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, context) {
      refuseEncryption(request.Encryption)
      return presentPhotoVerdict(
        await deps.verifyPhoto({
          account: context.account,
          seq: context.requestId,
          action: 'ImageRecognition',
          name: request.Name,
          idCard: request.IdCard,
          photo: readBase64('ImageBase64', request.ImageBase64, imageBase64Limit),
        }),
        context,
      )
    },
  }
}

/** What both versions answer; Sim is a number with two decimals, 0 when no comparison ran. */
export function presentPhotoVerdict(
  verdict: PhotoVerdict,
  { language }: ActionContext,
): ImageRecognitionResponse {
  const meaning = resultCode(verdict.resultCode)
  if (!meaning.apiCode) throw new Error(`result code ${verdict.resultCode} has no wire name`)
  return {
    Sim: verdict.sim ?? 0,
    Result: meaning.apiCode,
    Description: language === 'en-US' ? meaning.en : meaning.zh,
  }
}
