import { createHmac, timingSafeEqual } from 'node:crypto'

const algorithms = { HmacSHA1: 'sha1', HmacSHA256: 'sha256' } as const

/** SignatureMethod of signature v1; HmacSHA1 when the request names none. */
export type SignatureMethodV1 = keyof typeof algorithms

/** Is this a SignatureMethod that v1 knows? */
export function isSignatureMethodV1(name: string): name is SignatureMethodV1 {
  return Object.hasOwn(algorithms, name)
}

/** What a v1 signature covers. */
export interface SignatureV1Request {
  method: string
  /** Every parameter of query or form, decoded, `Signature` included (it is left out here). */
  parameters: ReadonlyMap<string, string>
  signatureMethod: SignatureMethodV1
  /** Host forms that are tried, see hostForms.ts. */
  hosts: readonly string[]
}

/**
 * The text that signature v1 covers (common protocol §4): keys in ASCII order, values as they are.
 *
 * @param dotted the Python SDK writes `_` in keys as `.`, after sorting
 */
export function plainTextV1(
  method: string,
  host: string,
  parameters: ReadonlyMap<string, string>,
  dotted = false,
): string {
  const pairs = [...parameters.keys()]
    .filter(key => key !== 'Signature')
    .toSorted()
    .map(key => `${dotted ? key.replaceAll('_', '.') : key}=${parameters.get(key)}`)
  return `${method}${host}/?${pairs.join('&')}`
}

/** base64(HMAC(secretKey, plain text)). */
export function signatureV1(
  plainText: string,
  method: SignatureMethodV1,
  secretKey: string,
): string {
  return createHmac(algorithms[method], secretKey).update(plainText).digest('base64')
}

/** Does the parameter `Signature` fit the request under this secret key? */
export function verifySignatureV1(request: SignatureV1Request, secretKey: string): boolean {
  const claimed = Buffer.from(request.parameters.get('Signature') ?? '')
  const plainTexts = new Set(
    request.hosts.flatMap(host => [
      plainTextV1(request.method, host, request.parameters),
      plainTextV1(request.method, host, request.parameters, true),
    ]),
  )
  return [...plainTexts].some(text => {
    const expected = Buffer.from(signatureV1(text, request.signatureMethod, secretKey))
    return expected.length === claimed.length && timingSafeEqual(expected, claimed)
  })
}
