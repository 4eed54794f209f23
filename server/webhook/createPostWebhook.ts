interface Options {
  /** Demo only: receivers on this machine have no certificate. */
  allowsHttp: boolean
  timeoutMs: number
}

/**
 * Sends one webhook. https only, redirects are not followed (a receiver could point them inside the
 * operator's network) and the answer's body is not read.
 * @returns the HTTP status; 0 when the address is not allowed, or no answer came in time
 */
export function createPostWebhook({ allowsHttp, timeoutMs }: Options) {
  return async function postWebhook(
    url: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<number> {
    const isAllowed = url.startsWith('https:') || (allowsHttp && url.startsWith('http:'))
    if (!isAllowed) return 0
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await response.body?.cancel()
      return response.status
    } catch {
      // Refused, unreachable, too slow: all that is kept of it is that no answer came.
      return 0
    }
  }
}
