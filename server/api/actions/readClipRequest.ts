import { z } from 'zod'
import type { ClipRequest } from '../../flows/verifyClip.ts'
import { readMedia } from '../readMedia.ts'
import type { ActionContext } from './action.ts'
import { readBestFrameNum } from './readBestFrameNum.ts'

/** The fields that LivenessRecognition and LivenessCompare share. */
export const clipFields = {
  LivenessType: z.enum(['LIP', 'ACTION', 'SILENT']),
  VideoBase64: z.string().optional(),
  VideoUrl: z.string().optional(),
  ValidateData: z.string().optional(),
  Optional: z.string().optional(),
}

interface ClipFields {
  LivenessType: 'LIP' | 'ACTION' | 'SILENT'
  VideoBase64?: string | undefined
  VideoUrl?: string | undefined
  ValidateData?: string | undefined
  Optional?: string | undefined
}

/** The shared part of a request, and what its answer has to hold. */
export interface ReadClip {
  clip: Omit<ClipRequest, 'reference'>
  /** BestFrameNum; null when it was not given. */
  bestFrameNum: number | null
}

/** @throws ApiError MissingParameter, InvalidParameterValue, UnsupportedOperation, or what is wrong with the video */
export function readClipRequest(
  fields: ClipFields,
  { account, requestId }: ActionContext,
  maxVideoBase64Bytes: number,
): ReadClip {
  const bestFrameNum = readBestFrameNum(fields.Optional)
  return {
    bestFrameNum,
    clip: {
      account,
      seq: requestId,
      livenessType: fields.LivenessType,
      validateData: fields.ValidateData ?? '',
      bestFrames: bestFrameNum ?? 1,
      video: readMedia('Video', fields.VideoBase64, fields.VideoUrl, {
        maxBase64Bytes: maxVideoBase64Bytes,
        codes: {
          empty: 'FailedOperation.LipSizeError',
          tooLarge: 'FailedOperation.CompressVideoError',
          remedy: {
            zh: '可用 ffmpeg 降低码率并截短：ffmpeg -i in.mp4 -t 6 -vf scale=640:-2 -b:v 500k -c:a aac out.mp4。',
            en: 'Lower the bit rate and cut it: ffmpeg -i in.mp4 -t 6 -vf scale=640:-2 -b:v 500k -c:a aac out.mp4.',
          },
        },
      }),
    },
  }
}
