import type { Middleware } from 'koa'
import { ApiError } from '../../errors.ts'
import { readAddress } from '../readAddress.ts'
import { createTokenBuckets } from '../tokenBuckets.ts'

interface Deps {
  clock: () => number
  /** See readAddress. */
  trustProxy: boolean
  /** Requests of one address that may come at once; as many come on top with every hour, one by one. */
  perHour: number
}

/** Bounds what one client address may ask for, whether it is granted or not. */
export function createLimitAddress({ clock, trustProxy, perHour }: Deps): Middleware {
  const buckets = createTokenBuckets(clock)
  const perSecond = perHour / 3600

  return async function limitAddress(ctx, next) {
    if (!buckets.take(readAddress(ctx.req, trustProxy), { capacity: perHour, perSecond })) {
      const waitS = Math.ceil(1 / perSecond)
      const waitMinutes = Math.ceil(waitS / 60)
      ctx.set('Retry-After', String(waitS))
      throw new ApiError('RequestLimitExceeded', {
        message: {
          zh: `来自该网络地址的请求过多（一次至多 ${perHour} 次，之后每 ${waitMinutes} 分钟 1 次）。请在 ${waitMinutes} 分钟后重试。`,
          en: `Too many requests from this address (${perHour} at once, then one every ${waitMinutes} minutes). Try again in ${waitMinutes} minutes.`,
        },
      })
    }
    await next()
  }
}
