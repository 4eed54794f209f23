import { z } from 'zod'
import { ApiError } from '../../errors.ts'

const schema = z.object({ BestFrameNum: z.int().min(2).max(10).optional() })

/**
 * Optional, JSON text → BestFrameNum; null when nothing is asked for. Other fields are ignored.
 * @throws ApiError InvalidParameterValue
 */
export function readBestFrameNum(optional: string | undefined): number | null {
  if (optional === undefined || optional === '') return null
  const read = schema.safeParse(parse(optional))
  if (!read.success) {
    throw new ApiError('InvalidParameterValue', {
      detail: {
        zh: 'Optional 应为 JSON 文本，例如 {"BestFrameNum":2}，BestFrameNum 为 2–10。',
        en: 'Optional is JSON text, for example {"BestFrameNum":2}; BestFrameNum is 2–10.',
      },
    })
  }
  return read.data.BestFrameNum ?? null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
