import { captureErrorCodes } from './captureErrorCodes.ts'
import { commonErrorCodes } from './commonErrorCodes.ts'
import { comparisonErrorCodes } from './comparisonErrorCodes.ts'
import { sessionErrorCodes } from './sessionErrorCodes.ts'
import type { Words } from './words.ts'

/**
 * Every `Response.Error.Code` that may go over the wire, and what /session and the capture socket
 * answer, with its sentences in both languages. No code exists without a sentence: the union below
 * is derived from the table.
 */
export const errorCodes = {
  ...commonErrorCodes,
  ...captureErrorCodes,
  ...comparisonErrorCodes,
  ...sessionErrorCodes,
} as const satisfies Record<string, Words>

/** One of these codes, in two levels: `Family` or `Family.Detail`. */
export type ErrorCode = keyof typeof errorCodes
