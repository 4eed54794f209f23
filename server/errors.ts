import { errorCodes, type ErrorCode } from './protocol/errorCodes.ts'
import type { Words } from './protocol/words.ts'

/**
 * The one error that may leave the process; `cause` goes to the log only (rule 8 of the house).
 *
 * What the caller reads is the table's sentence for `code`; `detail` is appended to it (which field,
 * which limit) and `message` replaces it. A plain string serves both languages.
 */
export class ApiError extends Error {
  readonly code: ErrorCode
  /** What the caller reads, in the language asked for with X-TC-Language. */
  readonly words: Words

  constructor(
    code: ErrorCode,
    options: { message?: string | Words; detail?: string | Words; cause?: unknown } = {},
  ) {
    const sentence = bilingual(options.message ?? errorCodes[code])
    const detail = options.detail === undefined ? null : bilingual(options.detail)
    const words = detail
      ? { zh: sentence.zh + detail.zh, en: `${sentence.en} ${detail.en}` }
      : sentence
    super(words.en, { cause: options.cause })
    this.name = 'ApiError'
    this.code = code
    this.words = words
  }
}

function bilingual(text: string | Words): Words {
  return typeof text === 'string' ? { zh: text, en: text } : text
}
