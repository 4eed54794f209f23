import { z } from 'zod'
import type { VerifyClip } from '../../flows/verifyClip.ts'
import type { LivenessCompareResponse } from '../../protocol/clipActions.ts'
import { imageBase64Limit } from '../limits.ts'
import { readMedia } from '../readMedia.ts'
import type { Action } from './action.ts'
import { presentClipVerdict } from './presentClipVerdict.ts'
import { clipFields, readClipRequest } from './readClipRequest.ts'

interface Deps {
  verifyClip: VerifyClip
  /** VideoBase64, characters. */
  maxVideoBase64Bytes: number
}

const schema = z.object({
  ImageBase64: z.string().optional(),
  ImageUrl: z.string().optional(),
  ...clipFields,
})

/** 活体人脸比对: a video against a photo (doc 1007/31819). */
export function createLivenessCompare(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, context): Promise<LivenessCompareResponse> {
      const { clip, bestFrameNum } = readClipRequest(request, context, deps.maxVideoBase64Bytes)
      const photo = readMedia('Image', request.ImageBase64, request.ImageUrl, {
        maxBase64Bytes: imageBase64Limit,
      })
      const verdict = await deps.verifyClip({ ...clip, reference: { photo } })
      return presentClipVerdict(verdict, bestFrameNum, context)
    },
  }
}
