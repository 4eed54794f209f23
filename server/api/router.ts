import type { Middleware } from 'koa'
import Router from 'koa-router'
import type { GatewayState } from './gatewayState.ts'

/** Paths of the server: the API's actions at `/`, and the health check. */
export function createRouter(gateway: Middleware<GatewayState>[]): Router<GatewayState> {
  const router = new Router<GatewayState>({ strict: true })
  router.post('/', ...gateway)
  router.get('/', refuseHead, ...gateway)
  router.get('/healthz', ctx => {
    ctx.body = { status: 'ok' }
  })
  return router
}

/** The router answers HEAD wherever it answers GET; an action must not run for it. */
const refuseHead: Middleware<GatewayState> = async function refuseHead(ctx, next) {
  if (ctx.method === 'HEAD') ctx.status = 404
  else await next()
}
