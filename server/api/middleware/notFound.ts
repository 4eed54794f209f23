import type { Middleware } from 'koa'

/** JSON for whatever no route answered. */
export function createNotFound(): Middleware {
  return async function notFound(ctx, next) {
    await next()
    if (ctx.status !== 404 || ctx.body) return
    // Setting a body would turn the status into 200.
    ctx.status = 404
    ctx.body = { error: 'not found' }
  }
}
