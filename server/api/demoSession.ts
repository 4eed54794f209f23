import type { Middleware } from 'koa'

/** What a demo's client wants to try. */
interface DemoWish {
  channel: string
  mode: string
}

/**
 * POST /demo/session?channel=…&mode=… → { bizToken }: what an integrator's back end does with DetectAuth,
 * done by the demo itself, so that anybody can try the page (R46); without a query light on the native float
 * H5. 404 when the demo has no such rule. Only a server in demo mode has it.
 */
export function createDemoSession(start: (wish: DemoWish) => Promise<string | null>): Middleware {
  return async function demoSession(ctx, next) {
    if (ctx.path !== '/demo/session' || ctx.method !== 'POST') {
      await next()
      return
    }
    ctx.set('Cache-Control', 'no-store')
    const { channel, mode } = ctx.query
    const bizToken = await start({
      channel: typeof channel === 'string' ? channel : 'h5-native',
      mode: typeof mode === 'string' ? mode : 'light',
    })
    if (bizToken !== null) ctx.body = { bizToken }
  }
}
