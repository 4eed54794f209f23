import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { startTestApp, type TestApp } from '../support/app.ts'
import { sendTc3, signTc3, type RawAnswer, type Tc3Settings } from '../support/tc3Client.ts'

const body = '{"RuleId":"r"}'

describe('the bytes of an answer', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ options: { maxBodyBytes: 4096 } })
  })
  after(() => app.close())

  /** Sends bytes as they are and returns the answer's bytes as they are. */
  function exchange(request: string | Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(app.port, '127.0.0.1', () => socket.write(request))
      const chunks: Buffer[] = []
      socket.on('data', chunk => chunks.push(chunk))
      socket.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')))
      socket.on('error', reject)
    })
  }

  function write(settings: Partial<Tc3Settings> = {}): Buffer {
    const text = settings.body ?? body
    const headers = signTc3({ port: app.port, body, ...settings })
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const length = Buffer.byteLength(text)
    return Buffer.concat([
      Buffer.from(
        `POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
      ),
      Buffer.from(text),
    ])
  }

  function contentTypes(answer: string): string[] {
    const head = answer.slice(0, answer.indexOf('\r\n\r\n'))
    return head.split('\r\n').filter(line => /^content-type:/i.test(line))
  }

  it('T1, T2: success is 200 with exactly "Content-Type: application/json"', async () => {
    const answer = await exchange(write())
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
    assert.deepEqual(contentTypes(answer), ['Content-Type: application/json'])
    assert.doesNotMatch(answer, /Access-Control|Vary/i)
  })

  it('T1, T2: every failure is, too', async () => {
    const failures: [code: string, request: string | Buffer][] = [
      ['AuthFailure.SignatureFailure', write({ secretKey: 'wrong' })],
      ['AuthFailure.SecretIdNotFound', write({ secretId: 'AKIDnobody' })],
      ['AuthFailure.SignatureExpire', write({ timestamp: 1_000_000_000 })],
      ['AuthFailure.TokenFailure', write({ headers: { 'X-TC-Token': 't' } })],
      [
        'AuthFailure.InvalidAuthorization',
        write({ headers: { 'X-TC-Action': 'DetectAuth' } })
          .toString()
          .replace(/authorization: .*\r\n/, 'authorization: SKIP\r\n'),
      ],
      ['InvalidAction', write({ action: 'Nothing' })],
      ['UnsupportedOperation', write({ action: 'GetEidToken' })],
      ['NoSuchVersion', write({ headers: { 'X-TC-Version': '2020-01-01' } })],
      ['MissingParameter', write({ body: '{}' })],
      ['InvalidParameter', write({ body: '{"RuleId":' })],
      ['InvalidParameter', write({ body: '[1]' })],
      ['RequestSizeLimitExceeded', write({ body: `{"RuleId":"${'x'.repeat(5000)}"}` })],
      ['InternalError', write({ action: 'GetDetectInfo' })],
      ['UnsupportedProtocol', write({ headers: { 'Content-Type': 'text/plain' } })],
      ['UnsupportedProtocol', write({ headers: { 'Content-Encoding': 'gzip' } })],
      ['UnsupportedRegion', write({ headers: { 'X-TC-Region': 'über all' } })],
      ['MissingParameter', 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['MissingParameter', 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['InvalidParameter', 'GET /?a=%FF HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['InvalidParameter', 'GET /?a=1&a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      [
        'InvalidParameter',
        write().toString().replace('x-tc-action', 'x-tc-action: InvalidAction\r\nx-tc-action'),
      ],
    ]
    for (const [code, request] of failures) {
      const answer = await exchange(request)
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/, code)
      assert.deepEqual(contentTypes(answer), ['Content-Type: application/json'], code)
      const [, text = ''] = answer.split('\r\n\r\n')
      const { Response } = JSON.parse(Buffer.from(text, 'latin1').toString())
      assert.equal(Response.Error.Code, code)
      assert.match(Response.RequestId, /^[0-9a-f-]{36}$/)
    }
  })

  it('T10: the TraceId comes back as it was sent, unless it could not be a header', async () => {
    const send = async (traceId: string): Promise<RawAnswer> =>
      sendTc3({ port: app.port, body, headers: { 'X-TC-TraceId': traceId } })
    assert.equal((await send('0b7c-Trace')).headers['x-tc-traceid'], '0b7c-Trace')
    assert.equal((await send('x'.repeat(129))).headers['x-tc-traceid'], undefined)
    const refused = await sendTc3({
      port: app.port,
      body,
      secretKey: 'wrong',
      headers: { 'X-TC-TraceId': 'of-an-error' },
    })
    assert.equal(refused.headers['x-tc-traceid'], 'of-an-error')
    assert.equal(refused.response.Error?.Code, 'AuthFailure.SignatureFailure')
  })
})

describe('the bytes of a request', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  async function codeOf(settings: Partial<Tc3Settings>): Promise<string> {
    const answer = await sendTc3({ port: app.port, body, ...settings })
    assert.equal(answer.status, 200)
    return answer.response.Error?.Code ?? 'Success'
  }

  it('T3: the host may be signed with its port or without, and no other host may', async () => {
    assert.equal(await codeOf({ signedHost: `127.0.0.1:${app.port}` }), 'Success')
    assert.equal(await codeOf({ signedHost: '127.0.0.1' }), 'Success')
    assert.equal(await codeOf({ signedHost: 'localhost' }), 'AuthFailure.SignatureFailure')
    assert.equal(await codeOf({ signedHost: '' }), 'AuthFailure.SignatureFailure')
    assert.equal(
      await codeOf({ headers: { Host: 'FaceID.ap-guangzhou.Example.com' }, lowered: true }),
      'Success',
    )
  })

  it('T4: the service name is whatever the client made of its endpoint', async () => {
    for (const service of ['faceid', '127', `localhost:${app.port}`, 'face']) {
      assert.equal(await codeOf({ service }), 'Success')
    }
  })

  it('takes more signed headers, in the order in which the client signed them', async () => {
    const signedHeaders = ['content-type', 'host', 'x-tc-action']
    assert.equal(await codeOf({ signedHeaders }), 'Success')
    assert.equal(await codeOf({ signedHeaders, lowered: true }), 'Success')
    assert.equal(await codeOf({ signedHeaders: signedHeaders.toReversed() }), 'Success')
    assert.equal(
      await codeOf({
        signedHeaders,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
      }),
      'Success',
    )
    assert.equal(
      await codeOf({ signedHeaders: ['host', 'x-tc-action'] }),
      'AuthFailure.InvalidAuthorization',
    )
    const absent = ['content-type', 'host', 'x-tc-nonce']
    assert.equal(await codeOf({ signedHeaders: absent }), 'AuthFailure.SignatureFailure')
    for (const name of ['constructor', '__proto__', 'to_string']) {
      const odd = ['content-type', 'host', name]
      assert.equal(await codeOf({ signedHeaders: odd }), 'AuthFailure.SignatureFailure', name)
    }
  })

  it('T11: the signature covers the bytes as sent, not what they parse to', async () => {
    assert.equal(await codeOf({ body: '{"RuleId":"\\u6d4b"}' }), 'Success')
    assert.equal(await codeOf({ body: '{ "RuleId" : "测" }' }), 'Success')
    assert.equal(await codeOf({ body: `\u{feff}${body}` }), 'Success')
    assert.equal(
      await codeOf({ body: `${body} `, signedPayload: body }),
      'AuthFailure.SignatureFailure',
    )
    assert.equal(
      await codeOf({ body: `\u{feff}${body}`, signedPayload: body }),
      'AuthFailure.SignatureFailure',
    )
  })

  it('T11: bytes that are no UTF-8 are hashed as they are, and refused only afterwards', async () => {
    const bytes = Buffer.from('{"RuleId":"\xff\xfe\x80"}', 'latin1')
    assert.equal(await codeOf({ body: bytes }), 'InvalidParameter')
    assert.equal(
      await codeOf({ body: bytes, signedPayload: bytes.toString() }),
      'AuthFailure.SignatureFailure',
    )
  })

  it('T6: an empty body and {} are the same, null counts as absent, unknown is ignored', async () => {
    for (const empty of ['', '{}', ' \n', '{"RuleId":null}', '{"Other":1}']) {
      assert.equal(await codeOf({ body: empty }), 'MissingParameter', empty)
    }
    assert.equal(await codeOf({ body: '{"RuleId":"r","Count":null,"More":{"a":[]}}' }), 'Success')
  })

  it('T7: GET takes the query as it was sent', async () => {
    const get = (query: string): Promise<string> => codeOf({ method: 'GET', query })
    assert.equal(await get('RuleId=a%20b'), 'Success')
    assert.equal(await get('RuleId=a+b'), 'Success')
    assert.equal(await get('RuleId=a%2fb&&Flag=True'), 'Success')
    assert.equal(await get('Other'), 'MissingParameter')
    assert.equal(await get('RuleId=%E6%B5%8B&Rounds.0.Question=q'), 'Success')
  })

  it('T7: GET keys that repeat, contradict or reach into objects are refused', async () => {
    const get = (query: string): Promise<string> => codeOf({ method: 'GET', query })
    const refused = [
      'RuleId=a&RuleId=a',
      'RuleId=a&RuleId.0=b',
      'Nested.Name=a&Nested=b',
      'RuleId=a&__proto__.x=1',
      'RuleId=a&Nested.constructor.prototype=1',
      'RuleId=a&Tags.x=1',
      'RuleId=a&Tags.-1=1',
      'RuleId=a&.=1',
      `RuleId=a&${'A.'.repeat(40)}A=1`,
      'RuleId=%C3%28',
      'RuleId=%',
    ]
    for (const query of refused) assert.equal(await get(query), 'InvalidParameter', query)
    assert.equal(await get('RuleId=%00'), 'InvalidParameterValue')
  })

  it('T9: UNSIGNED-PAYLOAD is refused unless the operator allows it', async () => {
    const unsigned = {
      port: app.port,
      body,
      signedPayload: 'UNSIGNED-PAYLOAD',
      headers: { 'X-TC-Content-SHA256': 'UNSIGNED-PAYLOAD' },
    }
    assert.equal(await codeOf(unsigned), 'AuthFailure.SignatureFailure')
    const open = await startTestApp({ options: { allowUnsignedPayload: true } })
    try {
      const allowed = await sendTc3({ ...unsigned, port: open.port })
      assert.equal(allowed.response.Error, undefined)
      const undeclared = await sendTc3({ ...unsigned, port: open.port, headers: {} })
      assert.equal(undeclared.response.Error?.Code, 'AuthFailure.SignatureFailure')
    } finally {
      await open.close()
    }
  })

  it('forwarded and public hosts count only where they are configured', async () => {
    const forwarded = {
      signedHost: 'face.example.com',
      headers: { 'X-Forwarded-Host': 'face.example.com:8443, inner' },
    }
    assert.equal(await codeOf(forwarded), 'AuthFailure.SignatureFailure')
    const open = await startTestApp({
      options: { trustForwardedHost: true, publicHosts: ['id.example.com:8443'] },
    })
    try {
      const codeAt = async (settings: Partial<Tc3Settings>): Promise<string> => {
        const answer = await sendTc3({ body, ...settings, port: open.port })
        return answer.response.Error?.Code ?? 'Success'
      }
      assert.equal(await codeAt(forwarded), 'Success')
      assert.equal(await codeAt({ ...forwarded, signedHost: 'face.example.com:8443' }), 'Success')
      assert.equal(
        await codeAt({ ...forwarded, signedHost: 'inner' }),
        'AuthFailure.SignatureFailure',
      )
      assert.equal(await codeAt({ signedHost: 'id.example.com:8443' }), 'Success')
      assert.equal(await codeAt({ signedHost: 'id.example.com' }), 'Success')
    } finally {
      await open.close()
    }
  })

  it('a strict server insists on its service name', async () => {
    const strict = await startTestApp({ options: { serviceName: 'faceid' } })
    try {
      const good = await sendTc3({ port: strict.port, body })
      assert.equal(good.response.Error, undefined)
      const other = await sendTc3({ port: strict.port, body, service: '127' })
      assert.equal(other.response.Error?.Code, 'AuthFailure.SignatureFailure')
    } finally {
      await strict.close()
    }
  })
})
