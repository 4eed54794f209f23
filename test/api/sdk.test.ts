import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Action } from '../../server/api/actions/action.ts'
import { ApiError } from '../../server/errors.ts'
import { errorCodes, type ErrorCode } from '../../server/protocol/errorCodes.ts'
import { startTestApp, testAccount, type TestApp } from '../support/app.ts'
import { catchSdkError, createSdkClient, type SdkSettings } from '../support/sdkClient.ts'

/** The SDK passes any field through; its typings are those of the real DetectAuth. */
const parameters = {
  RuleId: '规则 1+2=3&x_y',
  Count: 3,
  Score: -1.5,
  Flag: false,
  Tags: ['a b', 'ü+/=', ''],
  Kind: 'b',
  Nested: { Name: 'n.m', Deep: { On: true } },
  Rounds: [{ Question: '问？', Answers: ['是', '否'] }, { Question: 'q2' }],
  Unknown: 'ignored',
}
const { Unknown: _, ...expected } = parameters

const ways: [name: string, settings: SdkSettings][] = [
  ['TC3 POST', {}],
  ['TC3 GET', { reqMethod: 'GET' }],
  ['HmacSHA1 POST', { signMethod: 'HmacSHA1' }],
  ['HmacSHA1 GET', { signMethod: 'HmacSHA1', reqMethod: 'GET' }],
  ['HmacSHA256 POST', { signMethod: 'HmacSHA256' }],
  ['HmacSHA256 GET', { signMethod: 'HmacSHA256', reqMethod: 'GET' }],
]

describe('the official Node SDK, unchanged', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  for (const [name, settings] of ways) {
    for (const host of ['127.0.0.1', 'localhost']) {
      it(`gets its typed parameters through to ${host}:port with ${name}`, async () => {
        const client = createSdkClient(`${host}:${app.port}`, { ...settings, region: 'ap-beijing' })
        const answer = await client.request('DetectAuth', { ...parameters, Nothing: null })
        assert.deepEqual(answer.Echo, expected)
        assert.equal(answer.AccountId, testAccount.accountId)
        assert.equal(answer.Nothing, null)
        assert.equal(answer.Region, 'ap-beijing')
        assert.equal(answer.Language, 'zh-CN')
        assert.match(answer.RequestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      })
    }

    it(`hears errors with code, sentence, RequestId and TraceId with ${name}`, async () => {
      const client = createSdkClient(app.host, { ...settings, language: 'en-US' })
      const error = await catchSdkError(client.GetDetectInfo({ BizToken: 'b', RuleId: 'known' }))
      assert.equal(error.code, 'FailedOperation.IdPhotoNoExist')
      assert.equal(error.message, errorCodes['FailedOperation.IdPhotoNoExist'].en)
      assert.match(error.requestId ?? '', /^[0-9a-f-]{36}$/)
      assert.match(error.traceId ?? '', /^[0-9a-f-]{36}$/)
      assert.equal(error.httpCode, undefined)
    })

    it(`hears of a wrong secret key, an unknown key and a token with ${name}`, async () => {
      const call = async (more: SdkSettings): Promise<string | undefined> => {
        const client = createSdkClient(app.host, { ...settings, ...more })
        return (await catchSdkError(client.DetectAuth({ RuleId: 'r' }))).code
      }
      assert.equal(await call({ secretKey: 'wrong' }), 'AuthFailure.SignatureFailure')
      assert.equal(await call({ secretId: 'AKIDnobody' }), 'AuthFailure.SecretIdNotFound')
      assert.equal(await call({ secretId: 'not a key' }), 'AuthFailure.InvalidSecretId')
      assert.equal(await call({ token: 'temporary' }), 'AuthFailure.TokenFailure')
    })
  }

  it('hears of unknown and of not offered actions, and of missing and bad parameters', async () => {
    const client = createSdkClient(app.host, { language: 'en-US' })
    const codeOf = async (action: string, body: object): Promise<string> => {
      const error = await catchSdkError(client.request(action, body))
      return `${error.code}: ${error.message.split('. ').at(-1)}`
    }
    assert.match(await codeOf('DetectAuthority', {}), /^InvalidAction: /)
    assert.match(await codeOf('constructor', {}), /^InvalidAction: /)
    assert.match(await codeOf('BankCardVerification', {}), /^UnsupportedOperation: /)
    assert.equal(await codeOf('DetectAuth', {}), 'MissingParameter: Send RuleId.')
    assert.equal(
      await codeOf('DetectAuth', { RuleId: 'r', Rounds: [{ Question: 'q' }, {}] }),
      'MissingParameter: Send Rounds.1.Question.',
    )
    assert.equal(
      await codeOf('DetectAuth', { RuleId: 7 }),
      'InvalidParameterValue: RuleId: must be of type string.',
    )
    assert.equal(
      await codeOf('DetectAuth', { RuleId: 'r'.repeat(33) }),
      'InvalidParameterValue: RuleId: at most 32 characters.',
    )
  })

  it('refuses the same parameters in every way of sending them', async () => {
    for (const [name, settings] of ways) {
      const client = createSdkClient(app.host, settings)
      const refused: [object, string][] = [
        [{ RuleId: 'r', Count: 11 }, 'InvalidParameterValue'],
        [{ RuleId: 'r', Count: 'ten' }, 'InvalidParameterValue'],
        [{ RuleId: 'r', Count: 1.5 }, 'InvalidParameterValue'],
        [{ RuleId: 'r', Flag: 'maybe' }, 'InvalidParameterValue'],
        [{ RuleId: 'r', Kind: 'c' }, 'InvalidParameterValue'],
        [{ RuleId: 'r', Nested: { Deep: { On: true } } }, 'MissingParameter'],
        [{ RuleId: 'r\0' }, 'InvalidParameterValue'],
      ]
      for (const [body, code] of refused) {
        const error = await catchSdkError(client.request('DetectAuth', body))
        assert.equal(error.code, code, `${name} ${JSON.stringify(body)}`)
      }
    }
  })

  it('hears what is too large, and what to do about it', async () => {
    const large = { RuleId: 'r', Extra: 'x'.repeat(1024 * 1024) }
    const v1 = createSdkClient(app.host, { signMethod: 'HmacSHA256', language: 'en-US' })
    const byForm = await catchSdkError(v1.request('DetectAuth', large))
    assert.equal(byForm.code, 'AuthFailure.SignatureFailure')
    assert.match(byForm.message, /1 MB.*TC3-HMAC-SHA256/)

    const get = createSdkClient(app.host, { reqMethod: 'GET', signMethod: 'HmacSHA1' })
    const byQuery = await catchSdkError(
      get.request('DetectAuth', { RuleId: 'r', Extra: 'x'.repeat(33_000) }),
    )
    assert.equal(byQuery.code, 'AuthFailure.SignatureFailure')
    assert.match(byQuery.message, /32 KB.*TC3-HMAC-SHA256/)

    const tc3Get = createSdkClient(app.host, { reqMethod: 'GET' })
    for (const length of [33_000, 100_000]) {
      const error = await catchSdkError(
        tc3Get.request('DetectAuth', { RuleId: 'r', Extra: 'x'.repeat(length) }),
      )
      assert.equal(error.code, 'RequestSizeLimitExceeded', String(length))
    }

    const tc3 = createSdkClient(app.host, { language: 'en-US' })
    await tc3.request('DetectAuth', { RuleId: 'r', Extra: 'x'.repeat(11 * 1024 * 1024) })
    const tooLarge = await catchSdkError(
      tc3.request('DetectAuth', { RuleId: 'r', Extra: 'x'.repeat(13 * 1024 * 1024) }),
    )
    assert.equal(tooLarge.code, 'RequestSizeLimitExceeded')
    assert.match(tooLarge.message, /12 MB.*bit rate to 500k/)
  })

  it('may leave the signature out nowhere', async () => {
    const client = createSdkClient(app.host)
    const error = await catchSdkError(
      client.request('DetectAuth', { RuleId: 'r' }, { skipSign: true }),
    )
    assert.equal(error.code, 'AuthFailure.InvalidAuthorization')
  })
})

describe('every error code', () => {
  it('reaches the official SDK with its sentence', async () => {
    const actions: Record<string, Action> = {
      DetectAuth: {
        schema: z.object({ RuleId: z.string() }),
        handle: async request => {
          const { RuleId } = z.object({ RuleId: z.string() }).parse(request)
          throw new ApiError(codes.find(code => code === RuleId) ?? 'InternalError')
        },
      },
    }
    const codes: ErrorCode[] = []
    for (const code in errorCodes) if (isErrorCode(code)) codes.push(code)
    assert.ok(codes.length >= 120)
    const app = await startTestApp({ actions })
    try {
      const client = createSdkClient(app.host)
      for (const code of codes) {
        const error = await catchSdkError(client.DetectAuth({ RuleId: code }))
        assert.equal(error.code, code)
        assert.equal(error.message, errorCodes[code].zh)
      }
    } finally {
      await app.close()
    }
  })
})

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}
