import { createHash } from 'node:crypto'

/** What goes into a JS-SDK signature. */
export interface JsSdkParts {
  ticket: string
  nonce: string
  /** Epoch seconds. */
  timestamp: number
  /** The page's address; what follows `#` is left out. */
  url: string
}

/**
 * Signature of a page for `wx.config` (JS-SDK documentation, appendix 1): SHA-1, hex, of the four
 * fields in the order of their names, values raw and not URL-encoded.
 */
export function signJsSdk({ ticket, nonce, timestamp, url }: JsSdkParts): string {
  const page = url.split('#', 1)[0] ?? ''
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${page}`
  return createHash('sha1').update(text).digest('hex')
}
