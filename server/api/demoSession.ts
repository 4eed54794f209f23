import type { Middleware } from 'koa'

/**
 * POST /demo/session → { bizToken }: what an integrator's back end does with DetectAuth, done by the
 * demo itself, so that anybody can try the page (R46). Only a server in demo mode has it.
 */
export function createDemoSession(start: () => Promise<string>): Middleware {
  return async function demoSession(ctx, next) {
    if (ctx.path !== '/demo/session' || ctx.method !== 'POST') {
      await next()
      return
    }
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { bizToken: await start() }
  }
}
