import type { Session } from '../domain/session.ts'

/**
 * Where the client goes when the session is final (R33): RedirectUrl with the BizToken in its query.
 * Null without one: the client shows its own result page. What it says is for display only.
 */
export function redirectUrlOf({ redirectUrl, bizToken }: Session): string | null {
  if (redirectUrl === null) return null
  const url = new URL(redirectUrl)
  url.searchParams.set('BizToken', bizToken)
  return url.href
}
