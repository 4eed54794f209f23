import assert from 'node:assert/strict'
import fc from 'fast-check'
import { startTestApp, type TestApp } from '../support/app.ts'
import { sendRaw, sendTc3 } from '../support/tc3Client.ts'

describe('hostile requests', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ account: { requestsPerSecond: 1_000_000 } })
  })
  after(() => app.close())

  async function assertAlive(): Promise<void> {
    const answer = await sendTc3({ port: app.port, body: '{"RuleId":"r"}' })
    assert.equal(answer.response.Error, undefined)
  }

  it('with any signed body get 200 and the envelope, and the server lives on', async () => {
    const hostileText = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '{"__proto__":{"RuleId":"r"}}',
        '{"RuleId":"r","RuleId":"s"}',
        '{"RuleId":{"toString":1}}',
        '{"RuleId":"r","Tags":{"length":1e9}}',
        '{"RuleId":1e999}',
        '{"RuleId":"r","Count":1e308}',
        '{"RuleId":"\\ud800"}',
        '[[[[',
        '{"a":'.repeat(5000),
        '\u{feff}{}',
        '{"RuleId":"r","Rounds":[null,{"Question":null}]}',
        '{"":""}',
      ),
    )
    const body = fc.oneof(
      hostileText.map(text => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(body, async content => {
        const answer = await sendTc3({ port: app.port, body: content })
        assert.equal(answer.status, 200)
        assert.equal(answer.headers['content-type'], 'application/json')
        assert.ok(answer.response.RequestId)
        assert.notEqual(answer.response.Error?.Code, 'InternalError')
      }),
      { numRuns: 300 },
    )
    await assertAlive()
  })

  it('with any signed query get 200 and the envelope', async () => {
    const parts = fc.array(
      fc.constantFrom(
        'RuleId',
        'Tags',
        'Nested',
        '.',
        '0',
        '=',
        '&',
        '%41',
        '%',
        '%00',
        '+',
        '?',
        '/',
        '__proto__',
        '%F0%9F%98%80',
      ),
      { maxLength: 20 },
    )
    await fc.assert(
      fc.asyncProperty(parts, async pieces => {
        const answer = await sendTc3({ port: app.port, method: 'GET', query: pieces.join('') })
        assert.equal(answer.status, 200)
        assert.ok(answer.response.RequestId)
        assert.notEqual(answer.response.Error?.Code, 'InternalError')
      }),
      { numRuns: 200 },
    )
    await assertAlive()
  })

  it('with any headers get 200 and the envelope, and never pass', async () => {
    const value = fc.string({
      unit: fc.constantFrom('a', 'Z', '9', ' ', '=', ',', ';', '/', ':', '-', '_', '\t', 'é'),
    })
    const headers = fc.dictionary(
      fc.constantFrom(
        'Authorization',
        'Content-Type',
        'Host',
        'X-TC-Action',
        'X-TC-Version',
        'X-TC-Timestamp',
        'X-TC-Language',
        'X-TC-Region',
        'X-TC-Token',
        'X-TC-TraceId',
        'X-TC-Content-SHA256',
        'X-Forwarded-Host',
      ),
      fc.oneof(
        value,
        fc.constantFrom('DetectAuth', '2018-03-01', 'application/json', 'UNSIGNED-PAYLOAD', 'SKIP'),
      ),
    )
    await fc.assert(
      fc.asyncProperty(headers, async sent => {
        const answer = await sendRaw({
          port: app.port,
          method: 'POST',
          path: '/',
          headers: { host: 'x', ...sent },
          body: '{"RuleId":"r"}',
        })
        assert.equal(answer.status, 200)
        assert.ok(answer.response.Error)
        assert.notEqual(answer.response.Error.Code, 'InternalError')
      }),
      { numRuns: 300 },
    )
    await assertAlive()
  })
})
