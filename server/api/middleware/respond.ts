import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { ApiError } from '../../errors.ts'
import type { Envelope } from '../../protocol/envelope.ts'
import type { GatewayState } from '../gatewayState.ts'

/**
 * Wraps every answer in the envelope. The only catch of the API: an ApiError goes out with its code
 * and words, anything else as InternalError with a fixed sentence, its cause to the log.
 *
 * Always HTTP 200: on any other status the SDKs throw the body away (T1).
 */
export function createRespond(logger: Logger): Middleware<GatewayState> {
  return async function respond(ctx, next) {
    const { state } = ctx
    let body: string
    let code: string
    try {
      await next()
      body = JSON.stringify({
        Response: { ...state.answer, RequestId: state.requestId },
      } satisfies Envelope)
      code = 'Success'
    } catch (error) {
      const shown = error instanceof ApiError ? error : new ApiError('InternalError')
      code = shown.code
      if (!(error instanceof ApiError) || error.cause !== undefined) {
        const cause = describeError(error instanceof ApiError ? error.cause : error)
        const fields = { requestId: state.requestId, action: state.actionName, code, cause }
        if (error instanceof ApiError) logger.warn(fields, 'request failed')
        else logger.error(fields, 'request failed unexpectedly')
      }
      const { words } = shown
      const message = state.language === 'en-US' ? words.en : words.zh
      body = JSON.stringify({
        Response: { Error: { Code: shown.code, Message: message }, RequestId: state.requestId },
      } satisfies Envelope)
    }
    ctx.status = 200
    // Exactly so: with a charset behind it the Python SDK takes an error for a success (T2). Koa
    // keeps a type that was set before the body.
    ctx.set('Content-Type', 'application/json')
    ctx.set('Cache-Control', 'no-store')
    ctx.body = body
    logRequest(logger, ctx, code)
  }
}

function logRequest(logger: Logger, ctx: Context & { state: GatewayState }, code: string): void {
  const { state } = ctx
  logger.info(
    {
      requestId: state.requestId,
      action: state.actionName,
      accountId: state.account?.accountId,
      region: state.region,
      client: ctx.get('X-TC-RequestClient').slice(0, 64) || undefined,
      traceId: ctx.response.get('X-TC-TraceId') || undefined,
      code,
    },
    'request',
  )
}

/**
 * Name, message and stack only: parser and driver errors carry the request's data in other
 * properties.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) }
}
