import type { z } from 'zod'
import { ApiError } from '../../errors.ts'

/**
 * A value → what the schema says.
 * @throws ApiError InvalidParameter naming the field
 */
export function requireFields<Fields>(schema: z.ZodType<Fields>, value: unknown): Fields {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // Names the field only: values may be somebody's ID number.
  const where = issue?.path.join('.') || 'body'
  throw new ApiError('InvalidParameter', {
    detail: { zh: `字段 ${where} 不符合要求。`, en: `${where} is missing or not as it must be.` },
  })
}
