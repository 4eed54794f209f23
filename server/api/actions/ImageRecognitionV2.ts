import { z } from 'zod'
import type { PhotoVerdict, PhotoVerificationRequest } from '../../flows/verifyPhoto.ts'
import { imageBase64Limit } from '../limits.ts'
import { readBase64 } from '../readBase64.ts'
import { refuseEncryption } from '../refuseEncryption.ts'
import type { Action } from './action.ts'
import { presentPhotoVerdict } from './ImageRecognition.ts'

interface Deps {
  verifyPhoto(request: PhotoVerificationRequest): Promise<PhotoVerdict>
}

const schema = z.object({
  IdCard: z.string(),
  Name: z.string(),
  ImageBase64: z.string(),
  Optional: z.string().optional(),
  Encryption: z.unknown().optional(),
  /** 1–10 characters, echoed. */
  Extra: z.string().min(1).max(10).optional(),
})

/** 照片人脸核身 (doc 1007/102203): photo + name + ID number against the authority photo. */
export function createImageRecognitionV2(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, context) {
      refuseEncryption(request.Encryption)
      const verdict = await deps.verifyPhoto({
        account: context.account,
        seq: context.requestId,
        action: 'ImageRecognitionV2',
        name: request.Name,
        idCard: request.IdCard,
        photo: readBase64('ImageBase64', request.ImageBase64, imageBase64Limit),
      })
      return { ...presentPhotoVerdict(verdict, context), Extra: request.Extra ?? null }
    },
  }
}
