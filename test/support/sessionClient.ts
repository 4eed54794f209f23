import type { ErrorCode } from '../../server/protocol/errorCodes.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'

export interface SessionReply<Answer> {
  status: number
  headers: Headers
  body: Answer & { code?: ErrorCode; message?: string }
}

/** One POST to /session. */
export async function postSession<Answer = object>(
  url: string,
  name: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<SessionReply<Answer>> {
  const response = await fetch(`${url}/session/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse((await response.text()) || '{}'),
  }
}

/** Opens, agrees and proves an openid: everything before the capture. */
export async function prepareSession(
  url: string,
  bizToken: string,
  openid = 'somebody',
): Promise<{ bizToken: string; deviceSecret: string }> {
  const { body: opened } = await postSession<OpenAnswer>(url, 'open', { bizToken })
  const device = { bizToken, deviceSecret: opened.deviceSecret }
  const { version, hash, scopes } = opened.consent
  const consent = { ...device, version, hash, language: 'en-US', scopes }
  const given = await postSession(url, 'consent', consent)
  if (given.status !== 200) throw new Error(`consent: ${given.body.code}`)
  if (opened.openid.needed) {
    const proven = await postSession(url, 'openid', { ...device, standIn: openid })
    if (proven.status !== 200) throw new Error(`openid: ${proven.body.code}`)
  }
  return device
}
