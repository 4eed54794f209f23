import type { Context } from 'koa'
import { hostForms } from '../../hostForms.ts'
import type { GatewayOptions } from '../gatewayOptions.ts'

/** The hosts that the client of this request may have signed. */
export function requestHosts(ctx: Context, options: GatewayOptions): string[] {
  const received = [ctx.req.headers.host ?? '']
  if (options.trustForwardedHost) {
    // A chain of proxies appends; the client's own name stands first.
    received.push((ctx.get('X-Forwarded-Host').split(',')[0] ?? '').trim())
  }
  return hostForms(received, options.publicHosts)
}
