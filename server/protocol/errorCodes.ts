import { captureErrorCodes } from './captureErrorCodes.ts'
import { commonErrorCodes } from './commonErrorCodes.ts'
import { comparisonErrorCodes } from './comparisonErrorCodes.ts'
import type { Words } from './words.ts'

/**
 * Every `Response.Error.Code` that may go over the wire, with its sentences in both languages. No
 * code exists without a sentence: the union below is derived from the table.
 */
export const errorCodes = {
  ...commonErrorCodes,
  ...captureErrorCodes,
  ...comparisonErrorCodes,
} as const satisfies Record<string, Words>

/** A `Response.Error.Code`, in two levels: `Family` or `Family.Detail`. */
export type ErrorCode = keyof typeof errorCodes
