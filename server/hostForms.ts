/**
 * Every host that a client may have signed for a request. Clients disagree: the Node SDK signs TC3
 * without the port and v1 with it, Python and Go sign the endpoint as given, and a proxy in front
 * may have changed the header.
 *
 * @param received the Host header, and X-Forwarded-Host where the proxy is trusted
 * @param publicHosts configured names (with or without port) under which clients know the server
 */
export function hostForms(received: readonly string[], publicHosts: readonly string[]): string[] {
  const forms = new Set<string>()
  for (const host of [...received, ...publicHosts]) {
    if (host === '') continue
    forms.add(host)
    forms.add(host.replace(/:\d+$/, ''))
  }
  return [...forms]
}
