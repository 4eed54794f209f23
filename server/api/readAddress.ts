import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4, SocketAddress } from 'node:net'

/**
 * Where a request comes from, as one key for one visitor: an IPv4 address, or the network (/64) of an IPv6
 * one, whose other half a visitor may choose.
 *
 * @param trustProxy a proxy in front adds the address that it saw to X-Forwarded-For, as the last; where that is none, the
 *   line's counts
 */
export function readAddress(
  {
    headers,
    socket,
  }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trustProxy: boolean,
): string {
  const forwarded = trustProxy
    ? (String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1) ?? '')
    : ''
  const address = [withoutPort(forwarded.trim()), socket.remoteAddress ?? ''].find(isIP)
  return address === undefined ? '' : keyOf(address)
}

/** Some proxies write the port as well: 192.0.2.1:5555, [2001:db8::1]:443. */
function withoutPort(text: string): string {
  const [, v6, v4] = /^(?:\[(.*)\]|([\d.]+))(?::\d+)?$/.exec(text) ?? []
  return v6 ?? v4 ?? text
}

function keyOf(address: string): string {
  if (isIPv4(address)) return address
  const [withoutZone = ''] = address.split('%')
  // In its one short spelling.
  const { address: plain } = new SocketAddress({ address: withoutZone, family: 'ipv6' })
  return /^::ffff:([\d.]+)$/.exec(plain)?.[1] ?? networkOf(plain)
}

/** The first half, zeros written out. */
function networkOf(plain: string): string {
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  // Shortened where a run of zeros is; what follows it fills the end.
  const last = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':')
}
