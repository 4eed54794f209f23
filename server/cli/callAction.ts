import { createHash } from 'node:crypto'
import { tc3CanonicalRequest, tc3Date, tc3Signature } from '../tc3.ts'

/** Where to call and as whom. */
export interface ApiAccess {
  endpoint: string
  secretId: string
  secretKey: string
}

const service = 'faceid'
const version = '2018-03-01'
const contentType = 'application/json; charset=utf-8'
const timeoutMs = 30_000

/**
 * Calls an action of the API, signed with TC3-HMAC-SHA256, as an integrator's server would.
 *
 * @returns the Response part of the answer
 * @throws Error with code and message of an API error, or that names the endpoint when no answer comes back
 */
export async function callAction<Response>(
  { endpoint, secretId, secretKey }: ApiAccess,
  action: string,
  parameters: object,
): Promise<Response> {
  const url = new URL('/', endpoint)
  const body = JSON.stringify(parameters)
  const timestamp = Math.floor(Date.now() / 1000)
  const date = tc3Date(timestamp)
  const payloadHash = createHash('sha256').update(body).digest('hex')
  const signed = [
    ['content-type', contentType],
    ['host', url.host],
  ] as const
  const canonical = tc3CanonicalRequest({ method: 'POST', query: '', payloadHash }, signed)
  const signature = tc3Signature(canonical, { timestamp, date, service }, secretKey)
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization:
        `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, ` +
        `SignedHeaders=content-type;host, Signature=${signature}`,
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': String(timestamp),
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new Error(`${action}: ${endpoint} does not answer. Is that server started?`, { cause })
  })
  const envelope: { Response: Response & { Error?: { Code: string; Message: string } } } =
    JSON.parse(await answer.text())
  const response = envelope.Response
  const { Error: refusal } = response
  if (refusal) throw new Error(`${action}: ${refusal.Code}: ${refusal.Message}`)
  return response
}
