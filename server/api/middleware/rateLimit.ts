import type { Middleware } from 'koa'
import { ApiError } from '../../errors.ts'
import type { GatewayState } from '../gatewayState.ts'
import { createTokenBuckets } from '../tokenBuckets.ts'

/**
 * R27: a token bucket for each account and action. It holds one second's worth of requests and
 * refills at the account's rate.
 */
export function createRateLimit(clock: () => number): Middleware<GatewayState> {
  const buckets = createTokenBuckets(clock)

  return async function rateLimit({ state }, next) {
    const { accountId, requestsPerSecond } = state.account
    const capacity = Math.max(1, requestsPerSecond)
    const key = `${state.actionName}\n${accountId}`
    if (!buckets.take(key, { capacity, perSecond: requestsPerSecond })) {
      throw new ApiError('RequestLimitExceeded', {
        detail: {
          zh: `该账号对 ${state.actionName} 的限额为每秒 ${requestsPerSecond} 次。`,
          en: `The account may call ${state.actionName} ${requestsPerSecond} times a second.`,
        },
      })
    }
    await next()
  }
}
