/** What WeChat's OAuth put into the address, or null. */
export function oauthReturn(href: string): { code: string; state: string } | null {
  const { searchParams } = new URL(href)
  const [code, state] = [searchParams.get('code'), searchParams.get('state')]
  return code && state ? { code, state } : null
}

/** The address without it, and without `#…`: what OAuth comes back to, and what can be passed on. */
export function withoutOauth(href: string): string {
  const url = new URL(href)
  if (oauthReturn(href)) {
    url.searchParams.delete('code')
    url.searchParams.delete('state')
  }
  url.hash = ''
  return url.href
}
