import type { Platform } from '../kit/platform/platform.ts'
import { within } from '../kit/platform/within.ts'

const timeoutMs = 15_000

/** A session of a server in demo mode (POST /demo/session); else what the server has against it, or null. */
export async function requestDemoToken(
  wx: Platform,
  endpoint: string,
): Promise<{ token: string } | { refusal: string | null }> {
  const answer = await within<{ statusCode: number; data: unknown }>(timeoutMs, (success, fail) =>
    wx.request({
      url: `${endpoint}demo/session`,
      method: 'POST',
      data: '{}',
      header: { 'Content-Type': 'application/json' },
      timeout: timeoutMs,
      dataType: 'json',
      success,
      fail,
    }),
  )
  const { data = null } = answer ?? {}
  if (hasText(data, 'bizToken')) return { token: data.bizToken }
  return { refusal: hasText(data, 'message') ? data.message : null }
}

function hasText<Name extends string>(answer: unknown, name: Name): answer is Record<Name, string> {
  if (typeof answer !== 'object' || answer === null) return false
  return typeof Object.entries(answer).find(([key]) => key === name)?.[1] === 'string'
}
