import type { Platform } from '../kit/platform/platform.ts'
import { within } from '../kit/platform/within.ts'

const timeoutMs = 15_000

/** A session of a server in demo mode (POST /demo/session); null when it gave none. */
export async function requestDemoToken(wx: Platform, endpoint: string): Promise<string | null> {
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
  return answer?.statusCode === 200 && hasToken(answer.data) ? answer.data.bizToken : null
}

function hasToken(answer: unknown): answer is { bizToken: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'bizToken' in answer &&
    typeof answer.bizToken === 'string'
  )
}
