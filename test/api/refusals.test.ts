import assert from 'node:assert/strict'
import { startTestApp, type TestApp } from '../support/app.ts'
import { sendTc3, type Tc3Settings } from '../support/tc3Client.ts'

const body = '{"RuleId":"r"}'

async function codeAt(app: TestApp, settings: Partial<Tc3Settings> = {}): Promise<string> {
  const answer = await sendTc3({ port: app.port, body, ...settings })
  assert.equal(answer.status, 200)
  return answer.response.Error?.Code ?? 'Success'
}

describe('authentication', () => {
  it('allows a clock that is off by 300 seconds either way, and not by 301', async () => {
    // Half a second past, so that rounding of the server clock would show.
    const now = Date.UTC(2026, 10, 22, 12) + 500
    const app = await startTestApp({ clock: () => now })
    try {
      const seconds = Math.floor(now / 1000)
      for (const skew of [0, 299, 300, -299, -300]) {
        assert.equal(await codeAt(app, { timestamp: seconds + skew }), 'Success', String(skew))
      }
      for (const skew of [301, -301, 86_400, -86_400]) {
        assert.equal(
          await codeAt(app, { timestamp: seconds + skew }),
          'AuthFailure.SignatureExpire',
          String(skew),
        )
      }
    } finally {
      await app.close()
    }
  })

  it('wants the UTC date of the timestamp in the scope, around midnight too', async () => {
    const midnight = Date.UTC(2026, 10, 22) / 1000
    const app = await startTestApp({ clock: () => midnight * 1000 })
    try {
      assert.equal(await codeAt(app, { timestamp: midnight - 1 }), 'Success')
      assert.equal(await codeAt(app, { timestamp: midnight }), 'Success')
      assert.equal(
        await codeAt(app, { timestamp: midnight - 1, date: '2026-11-22' }),
        'AuthFailure.SignatureFailure',
      )
      assert.equal(
        await codeAt(app, { timestamp: midnight, date: '2026-11-21' }),
        'AuthFailure.SignatureFailure',
      )
    } finally {
      await app.close()
    }
  })

  it('refuses timestamps that are missing or no number of seconds', async () => {
    const app = await startTestApp()
    try {
      const withTimestamp = (value: string | null): Promise<string> =>
        codeAt(app, { headers: { 'X-TC-Timestamp': value } })
      assert.equal(await withTimestamp(null), 'MissingParameter')
      for (const text of ['now', '-5', '1.5', '0x10', '999999999999', '1795305600, 1']) {
        assert.equal(await withTimestamp(text), 'InvalidParameterValue', text)
      }
      assert.equal(await withTimestamp(String(Date.now())), 'InvalidParameterValue')
    } finally {
      await app.close()
    }
  })

  it('checks in the order of the protocol: size, action, version, timestamp, token, key, signature', async () => {
    const app = await startTestApp({ options: { maxBodyBytes: 100 } })
    try {
      const wrong: Partial<Tc3Settings> = {
        body: 'x'.repeat(101),
        action: 'Nothing',
        timestamp: 1_000_000_000,
        secretId: 'AKIDnobody',
        secretKey: 'wrong',
        headers: { 'X-TC-Version': '1', 'X-TC-Token': 't' },
      }
      const steps: [code: string, next: Partial<Tc3Settings>][] = [
        ['RequestSizeLimitExceeded', { body: '{' }],
        ['InvalidAction', { action: 'DetectAuth' }],
        ['NoSuchVersion', { headers: { 'X-TC-Token': 't' } }],
        ['AuthFailure.SignatureExpire', { timestamp: Math.floor(Date.now() / 1000) }],
        ['AuthFailure.TokenFailure', { headers: {} }],
        ['AuthFailure.SecretIdNotFound', { secretId: 'AKIDgatewayTest0001' }],
        ['AuthFailure.SignatureFailure', { secretKey: 'gatewayTestSecretKey0001' }],
        ['InvalidParameter', { body: '{}' }],
        ['MissingParameter', { body }],
      ]
      const settings = { ...wrong }
      for (const [code, next] of steps) {
        assert.equal(await codeAt(app, settings), code)
        Object.assign(settings, next)
      }
      assert.equal(await codeAt(app, settings), 'Success')
    } finally {
      await app.close()
    }
  })

  it('knows no key that is disabled, and nothing of an account that is suspended', async () => {
    const disabled = await startTestApp({ key: { state: 'disabled' } })
    const suspended = await startTestApp({ account: { state: 'suspended' } })
    try {
      assert.equal(await codeAt(disabled), 'AuthFailure.SecretIdNotFound')
      assert.equal(await codeAt(suspended), 'UnauthorizedOperation')
      assert.equal(await codeAt(suspended, { secretKey: 'x' }), 'AuthFailure.SignatureFailure')
    } finally {
      await disabled.close()
      await suspended.close()
    }
  })
})

describe('the request rate', () => {
  it('is the account rate for each action on its own, and comes back with time', async () => {
    let now = Date.now()
    const app = await startTestApp({ account: { requestsPerSecond: 5 }, clock: () => now })
    try {
      const call = (action = 'DetectAuth'): Promise<string> =>
        codeAt(app, { action, timestamp: Math.floor(now / 1000), body: '{"RuleId":"known"}' })
      for (let n = 0; n < 5; n += 1) assert.equal(await call(), 'Success')
      assert.equal(await call(), 'RequestLimitExceeded')
      assert.equal(await call('GetDetectInfo'), 'FailedOperation.IdPhotoNoExist')
      now += 199
      assert.equal(await call(), 'RequestLimitExceeded')
      now += 1
      assert.equal(await call(), 'Success')
      assert.equal(await call(), 'RequestLimitExceeded')
      now += 3_600_000
      for (let n = 0; n < 5; n += 1) assert.equal(await call(), 'Success')
      assert.equal(await call(), 'RequestLimitExceeded')
      now -= 1_000
      assert.equal(await call(), 'RequestLimitExceeded')
    } finally {
      await app.close()
    }
  })

  it('is spent by requests whose signature held, not by those of strangers', async () => {
    const now = Date.now()
    const app = await startTestApp({ account: { requestsPerSecond: 1 }, clock: () => now })
    try {
      for (let n = 0; n < 3; n += 1) {
        assert.equal(await codeAt(app, { secretKey: 'x' }), 'AuthFailure.SignatureFailure')
      }
      assert.equal(await codeAt(app, { body: '{' }), 'InvalidParameter')
      assert.equal(await codeAt(app), 'RequestLimitExceeded')
    } finally {
      await app.close()
    }
  })
})

describe('errors nobody foresaw', () => {
  it('go out as InternalError with a fixed sentence, and to the log with their RequestId', async () => {
    const app = await startTestApp()
    try {
      const secret = '{"RuleId":"r-110101199003070000"}'
      const answer = await sendTc3({ port: app.port, action: 'GetDetectInfo', body: secret })
      assert.equal(answer.status, 200)
      assert.equal(answer.response.Error?.Code, 'InternalError')
      assert.doesNotMatch(answer.text, /fell out/)
      const line = app
        .logged()
        .split('\n')
        .find(text => text.includes('unexpectedly'))
      assert.ok(line)
      assert.ok(line.includes(answer.response.RequestId ?? 'no RequestId'))
      assert.match(line, /fell out/)
      assert.match(line, /"level":50/)
    } finally {
      await app.close()
    }
  })

  it('the log never holds a body, a signature or a secret key', async () => {
    const app = await startTestApp()
    try {
      const marker = 'Marker4711'
      for (const text of [
        `{"RuleId":"${marker}"}`,
        `{"RuleId":"${marker}"`,
        `{"X":"${marker}\0"}`,
      ]) {
        await sendTc3({ port: app.port, body: text })
        await sendTc3({ port: app.port, body: text, secretKey: 'wrong' })
      }
      const unprintable = await sendTc3({
        port: app.port,
        action: 'GetDetectInfo',
        body: '{"RuleId":"unprintable"}',
      })
      assert.equal(unprintable.response.Error?.Code, 'InternalError')
      assert.ok(app.logged().length > 0)
      assert.doesNotMatch(app.logged(), /Marker4711|gatewayTestSecretKey|Signature=|TC3-HMAC/)
    } finally {
      await app.close()
    }
  })
})
