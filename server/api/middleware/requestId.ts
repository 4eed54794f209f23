import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'
import type { GatewayState } from '../gatewayState.ts'

/** Gives the request its RequestId, its time of arrival and the language of its answer. */
export function createRequestId(clock: () => number): Middleware<GatewayState> {
  return async function requestId(ctx, next) {
    ctx.state.requestId = randomUUID()
    ctx.state.receivedAt = clock()
    ctx.state.language = ctx.get('X-TC-Language') === 'en-US' ? 'en-US' : 'zh-CN'

    // The SDKs report this header of the answer in their exceptions (T10).
    const traceId = ctx.get('X-TC-TraceId')
    if (/^[\x21-\x7e]{1,128}$/.test(traceId)) ctx.set('X-TC-TraceId', traceId)
    await next()
  }
}
