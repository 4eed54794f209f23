import { z } from 'zod'
import type { VerifyClip } from '../../flows/verifyClip.ts'
import type { LivenessRecognitionResponse } from '../../protocol/clipActions.ts'
import { refuseEncryption } from '../refuseEncryption.ts'
import type { Action } from './action.ts'
import { presentClipVerdict } from './presentClipVerdict.ts'
import { clipFields, readClipRequest } from './readClipRequest.ts'

interface Deps {
  verifyClip: VerifyClip
  /** VideoBase64, characters. */
  maxVideoBase64Bytes: number
}

const schema = z.object({
  IdCard: z.string(),
  Name: z.string(),
  ...clipFields,
  Encryption: z.unknown().optional(),
})

/** 活体人脸核身: a video against the authority photo of an identity (doc 1007/31818). */
export function createLivenessRecognition(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, context): Promise<LivenessRecognitionResponse> {
      refuseEncryption(request.Encryption)
      const { clip, bestFrameNum } = readClipRequest(request, context, deps.maxVideoBase64Bytes)
      const reference = { name: request.Name, idCard: request.IdCard }
      const verdict = await deps.verifyClip({ ...clip, reference })
      return presentClipVerdict(verdict, bestFrameNum, context)
    },
  }
}
