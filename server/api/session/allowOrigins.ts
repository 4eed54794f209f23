import type { Middleware } from 'koa'
import { readVisitor, type VisitorOptions } from '../readVisitor.ts'

/**
 * CORS for the origins that an account lists, and no others. The pre-flight names no session, so it is
 * answered for any account's origin; the request itself is then held against its own account's. No
 * credentials are ever allowed: the device secret travels in the body, or in a header of our own.
 */
export function createAllowOrigins(
  knowsOrigin: (origin: string) => Promise<boolean>,
  options: VisitorOptions,
  /** Besides those of a JSON body. */
  requestHeaders: readonly string[] = [],
): Middleware {
  const allowed = ['content-type', 'accept-language', ...requestHeaders].join(', ')
  return async function allowOrigins(ctx, next) {
    const { origin } = readVisitor(ctx.req, options)
    ctx.vary('Origin')
    if (origin !== null && (await knowsOrigin(origin))) {
      ctx.set('Access-Control-Allow-Origin', origin)
      if (ctx.method === 'OPTIONS') {
        ctx.set('Access-Control-Allow-Methods', 'POST')
        ctx.set('Access-Control-Allow-Headers', allowed)
        ctx.set('Access-Control-Max-Age', '600')
      }
    }
    if (ctx.method === 'OPTIONS') ctx.status = 204
    else await next()
  }
}
