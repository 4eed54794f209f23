import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'

/** What a test may bend of a signed request. */
export interface Tc3Settings {
  port: number
  action?: string
  /** Bytes or text as they go over the wire. */
  body?: string | Uint8Array
  method?: 'GET' | 'POST'
  query?: string
  secretId?: string
  secretKey?: string
  /** Seconds. */
  timestamp?: number
  /** Date and service of the scope. */
  date?: string
  service?: string
  signedHost?: string
  signedHeaders?: readonly string[]
  /** Lower-cases the values that are signed, as the documentation's sample does. */
  lowered?: boolean
  /** Hash of this text is signed in place of the body's. */
  signedPayload?: string
  /** Added to the request, or put in place of what this client sends; null leaves one out. */
  headers?: Record<string, string | null>
}

/** An answer as it came: status, raw headers, text, and the text as JSON. */
export interface RawAnswer {
  status: number
  headers: Record<string, string | undefined>
  text: string
  response: Record<string, unknown> & {
    RequestId?: string
    Error?: { Code: string; Message: string }
  }
}

/** Signs with TC3-HMAC-SHA256, step by step and independently of the server's code. */
export function signTc3(settings: Tc3Settings): Record<string, string> {
  const method = settings.method ?? 'POST'
  const timestamp = settings.timestamp ?? Math.floor(Date.now() / 1000)
  const date = settings.date ?? new Date(timestamp * 1000).toISOString().slice(0, 10)
  const service = settings.service ?? 'faceid'
  const names = settings.signedHeaders ?? ['content-type', 'host']
  const sent: Record<string, string> = {
    'content-type': method === 'POST' ? 'application/json' : 'application/x-www-form-urlencoded',
    host: `127.0.0.1:${settings.port}`,
    'x-tc-action': settings.action ?? 'DetectAuth',
    'x-tc-version': '2018-03-01',
    'x-tc-timestamp': String(timestamp),
  }
  for (const [name, value] of Object.entries(settings.headers ?? {})) {
    if (value === null) delete sent[name.toLowerCase()]
    else sent[name.toLowerCase()] = value
  }
  const signed = names.map(name => {
    const value = name === 'host' ? (settings.signedHost ?? sent['host']) : sent[name]
    return `${name}:${settings.lowered ? value?.toLowerCase() : value}\n`
  })
  const payload = settings.signedPayload ?? (method === 'POST' ? (settings.body ?? '') : '')
  const canonical = [
    method,
    '/',
    settings.query ?? '',
    signed.join(''),
    names.join(';'),
    createHash('sha256').update(payload).digest('hex'),
  ].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const digest = createHash('sha256').update(canonical).digest('hex')
  const steps = [date, service, 'tc3_request', `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${digest}`]
  let key: string | Buffer = `TC3${settings.secretKey ?? 'gatewayTestSecretKey0001'}`
  for (const step of steps) key = createHmac('sha256', key).update(step).digest()
  const authorization =
    `TC3-HMAC-SHA256 Credential=${settings.secretId ?? 'AKIDgatewayTest0001'}/${scope}, ` +
    `SignedHeaders=${names.join(';')}, Signature=${Buffer.from(key).toString('hex')}`
  return { authorization, ...sent }
}

/** Sends a signed request over HTTP and reads the whole answer. */
export function sendTc3(settings: Tc3Settings): Promise<RawAnswer> {
  return sendRaw({
    port: settings.port,
    method: settings.method ?? 'POST',
    path: settings.query ? `/?${settings.query}` : '/',
    headers: { ...signTc3(settings), ...dropNull(settings.headers) },
    body: settings.body ?? '',
  })
}

/** Sends any request over HTTP and reads the whole answer. */
export function sendRaw(options: {
  port: number
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array
}): Promise<RawAnswer> {
  const { port, method, path, headers, body } = options
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, incoming => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const answer: { Response?: RawAnswer['response'] } = text === '' ? {} : JSON.parse(text)
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
          ),
          text,
          response: answer.Response ?? {},
        })
      })
    })
    outgoing.on('error', reject)
    if (method === 'POST') outgoing.end(body)
    else outgoing.end()
  })
}

function dropNull(headers: Record<string, string | null> = {}): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null) kept[name.toLowerCase()] = value
  }
  return kept
}
