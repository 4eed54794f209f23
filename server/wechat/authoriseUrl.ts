/** What the address of an OAuth redirect is made of. */
export interface AuthoriseRequest {
  /** Origin of WeChat's open platform, e.g. `https://open.weixin.qq.com`. */
  openUrl: string
  appId: string
  redirectUri: string
  state: string
}

/**
 * The address that begins a silent OAuth login (snsapi_base, 网页授权). WeChat matches it with a
 * pattern, so the parameters keep the documented order, and `#wechat_redirect` must be there.
 *
 * @throws RangeError when `state` is not 1–128 letters and digits, or `redirectUri` no plain web address
 */
export function authoriseUrl({ openUrl, appId, redirectUri, state }: AuthoriseRequest): string {
  if (!/^[a-zA-Z0-9]{1,128}$/.test(state)) {
    throw new RangeError('state must be 1 to 128 letters and digits')
  }
  if (!isReturnAddress(redirectUri)) {
    throw new RangeError('redirectUri must be an http(s) address without credentials and fragment')
  }
  const parameters = [
    ['appid', appId],
    ['redirect_uri', redirectUri],
    ['response_type', 'code'],
    ['scope', 'snsapi_base'],
    ['state', state],
  ] as const
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${openUrl.replace(/\/+$/, '')}/connect/oauth2/authorize?${query}#wechat_redirect`
}

/** WeChat appends `code` and `state` to the query, which a fragment would swallow. */
function isReturnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && !text.includes('#')
}
