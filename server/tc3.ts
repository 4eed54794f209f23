import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The parts of `Authorization: TC3-HMAC-SHA256 …`, as the request states them. */
export interface Tc3Authorization {
  secretId: string
  /** YYYY-MM-DD of the credential scope. */
  date: string
  /** Service of the scope: `faceid`, or whatever an SDK makes of the endpoint's name (T4). */
  service: string
  /** Lower-case header names in the order of the request. */
  signedHeaders: string[]
  /** 64 hex digits. */
  signature: string
}

/** What the signature covers. */
export interface Tc3Request {
  method: string
  /** Query string as sent, without `?`. */
  query: string
  /** Value of each header by its lower-case name; `host` is taken from `hosts` instead. */
  headers: Readonly<Record<string, string | undefined>>
  /** The exact bytes of the body; or the literal `UNSIGNED-PAYLOAD` where that is allowed (T9). */
  payload: Uint8Array | 'UNSIGNED-PAYLOAD'
  /** X-TC-Timestamp, seconds. */
  timestamp: number
  /** Host forms that are tried, see hostForms.ts. */
  hosts: readonly string[]
}

const authorizationForm =
  /^TC3-HMAC-SHA256 +Credential=([^/,]+)\/(\d{4}-\d{2}-\d{2})\/([^/,\s]+)\/tc3_request, *SignedHeaders=([a-z0-9;_-]+), *Signature=([0-9a-f]{64})$/

/**
 * Reads an Authorization header. Null when it is not TC3-HMAC-SHA256 (`SKIP` included), signs a
 * header twice, or does not sign content-type and host.
 */
export function readTc3Authorization(header: string): Tc3Authorization | null {
  const match = authorizationForm.exec(header)
  if (!match) return null
  const [, secretId = '', date = '', service = '', names = '', signature = ''] = match
  const signedHeaders = names.split(';')
  if (new Set(signedHeaders).size !== signedHeaders.length) return null
  if (!signedHeaders.includes('content-type') || !signedHeaders.includes('host')) return null
  return { secretId, date, service, signedHeaders, signature }
}

/** UTC date (YYYY-MM-DD) of a timestamp in seconds: what the credential scope must say. */
export function tc3Date(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10)
}

/**
 * Step 1 of the signature (common protocol §4). The path is always `/`.
 *
 * @param request `payloadHash` is the SHA-256 of the body's exact bytes, in hex
 * @param headers the signed ones, in the order of SignedHeaders
 */
export function tc3CanonicalRequest(
  request: { method: string; query: string; payloadHash: string },
  headers: readonly (readonly [name: string, value: string])[],
): string {
  return [
    request.method,
    '/',
    request.query,
    ...headers.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    headers.map(([name]) => name).join(';'),
    request.payloadHash,
  ].join('\n')
}

/** Steps 2 and 3: the signature in hex. */
export function tc3Signature(
  canonicalRequest: string,
  scope: { timestamp: number; date: string; service: string },
  secretKey: string,
): string {
  const stringToSign = [
    'TC3-HMAC-SHA256',
    String(scope.timestamp),
    `${scope.date}/${scope.service}/tc3_request`,
    sha256(canonicalRequest),
  ].join('\n')
  const dateKey = hmac(`TC3${secretKey}`, scope.date)
  const signingKey = hmac(hmac(dateKey, scope.service), 'tc3_request')
  return hmac(signingKey, stringToSign).toString('hex')
}

/**
 * Does the signature fit the request under this secret key? Tries every host form, with header
 * values as sent and lower-cased, since clients and documentation differ on both (§4).
 *
 * Time and date of the scope are the caller's to check before it looks for the key.
 */
export function verifyTc3(
  authorization: Tc3Authorization,
  request: Tc3Request,
  secretKey: string,
): boolean {
  const { date, service, signature } = authorization
  const expected = Buffer.from(signature, 'hex')
  const scope = { timestamp: request.timestamp, date, service }
  return [...canonicalForms(authorization.signedHeaders, request)].some(form =>
    timingSafeEqual(Buffer.from(tc3Signature(form, scope, secretKey), 'hex'), expected),
  )
}

function canonicalForms(signedHeaders: readonly string[], request: Tc3Request): Set<string> {
  const forms = new Set<string>()
  const { method, query } = request
  // Hashed once: a body may have megabytes, and there are several forms.
  const covered = { method, query, payloadHash: sha256(request.payload) }
  for (const host of request.hosts) {
    const headers: [string, string][] = []
    for (const name of signedHeaders) {
      const value = name === 'host' ? host : request.headers[name]
      if (value === undefined) return new Set()
      headers.push([name, value])
    }
    forms.add(tc3CanonicalRequest(covered, headers))
    const lowered = headers.map(([name, value]) => [name, value.toLowerCase()] as const)
    forms.add(tc3CanonicalRequest(covered, lowered))
  }
  return forms
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
