import type { Middleware } from 'koa'
import { ApiError } from '../../errors.ts'
import type { GatewayState } from '../gatewayState.ts'

interface Bucket {
  tokens: number
  /** Epoch ms of the last refill. */
  filledAt: number
}

/** Far more than accounts × actions of one installation; the least recently used go first. */
const maxBuckets = 100_000

/**
 * R27: a token bucket for each account and action. It holds one second's worth of requests and
 * refills at the account's rate. Kept in this process; several processes each allow the rate.
 */
export function createRateLimit(clock: () => number): Middleware<GatewayState> {
  const buckets = new Map<string, Bucket>()

  return async function rateLimit({ state }, next) {
    const { accountId, requestsPerSecond } = state.account
    const capacity = Math.max(1, requestsPerSecond)
    const key = `${state.actionName}\n${accountId}`
    const now = clock()
    const bucket = buckets.get(key) ?? { tokens: capacity, filledAt: now }
    // A clock that is set back must not drain the bucket.
    const elapsedMs = Math.max(0, now - bucket.filledAt)
    bucket.tokens = Math.min(capacity, bucket.tokens + (elapsedMs / 1000) * requestsPerSecond)
    bucket.filledAt = now

    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > maxBuckets) {
      const oldest = buckets.keys().next()
      if (!oldest.done) buckets.delete(oldest.value)
    }
    if (bucket.tokens < 1) {
      throw new ApiError('RequestLimitExceeded', {
        detail: {
          zh: `该账号对 ${state.actionName} 的限额为每秒 ${requestsPerSecond} 次。`,
          en: `The account may call ${state.actionName} ${requestsPerSecond} times a second.`,
        },
      })
    }
    bucket.tokens -= 1
    await next()
  }
}
