import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { ApiError } from '../../errors.ts'
import type { SessionRefusal } from '../../protocol/session.ts'
import { statusCodeFor } from './statusCodeFor.ts'

/**
 * The only catch of /session: an ApiError goes out with its code and words, anything else as
 * InternalError with a fixed sentence, its cause to the log.
 */
export function createAnswerSession(logger: Logger): Middleware {
  return async function answerSession(ctx, next) {
    ctx.set('Cache-Control', 'no-store')
    ctx.set('X-Content-Type-Options', 'nosniff')
    let code = 'Success'
    try {
      await next()
    } catch (error) {
      const shown = error instanceof ApiError ? error : new ApiError('InternalError')
      const cause = error instanceof ApiError ? error.cause : error
      if (cause instanceof Error) {
        const { name, message, stack } = cause
        const fields = { path: ctx.path, code: shown.code, cause: { name, message, stack } }
        if (error instanceof ApiError) logger.info(fields, 'session request refused')
        else logger.error(fields, 'session request failed unexpectedly')
      }
      code = shown.code
      const isEnglish = /^en\b/i.test(ctx.get('Accept-Language'))
      const message = isEnglish ? shown.words.en : shown.words.zh
      ctx.status = statusCodeFor(shown.code)
      ctx.body = { code: shown.code, message } satisfies SessionRefusal
    }
    logger.info({ path: ctx.path, code }, 'session request')
  }
}
