import type { IncomingMessage } from 'node:http'
import type { Visitor } from '../flows/findForDevice.ts'

/** What a proxy in front may say; see GatewayOptions. */
export interface VisitorOptions {
  /** Names of this server that a proxy does not pass on. */
  publicHosts: readonly string[]
  /** Take X-Forwarded-Host as our own name; only behind a proxy that sets it itself. */
  trustForwardedHost: boolean
}

const localHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Where a request of a person's device comes from. An Origin that names one of our own hosts is our
 * own page; without one it is no page of a browser's at all (a mini program, the simulated phone).
 */
export function readVisitor(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicHosts, trustForwardedHost }: VisitorOptions,
): Visitor {
  const host = headers.host ?? ''
  const forwarded = String(headers['x-forwarded-host'] ?? '')
  const own = [
    host,
    ...publicHosts,
    ...(trustForwardedHost ? [(forwarded.split(',')[0] ?? '').trim()] : []),
  ].map(name => name.toLowerCase())
  const origin = headers.origin ?? null
  const isOwn =
    origin === null || (URL.canParse(origin) && own.includes(new URL(origin).host.toLowerCase()))
  return {
    origin: isOwn ? null : origin,
    userAgent: (headers['user-agent'] ?? '').slice(0, 1024),
    isLocal: localHosts.test(host),
    language: /^en\b/i.test(headers['accept-language'] ?? '') ? 'en-US' : 'zh-CN',
  }
}
