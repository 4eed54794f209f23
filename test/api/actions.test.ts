import assert from 'node:assert/strict'
import { createActions, type ActionDeps } from '../../server/api/actions/index.ts'
import { ApiError } from '../../server/errors.ts'
import { knownActions } from '../../server/protocol/knownActions.ts'
import { startTestApp, testAccount, type TestApp } from '../support/app.ts'
import { catchSdkError, createSdkClient, type SdkSettings } from '../support/sdkClient.ts'
import { sendRaw, sendTc3 } from '../support/tc3Client.ts'

describe('the offered actions', () => {
  /** What reached a flow; each flow ends there, since only the way to it is tested here. */
  const reached: object[] = []
  const stop = async (request: object): Promise<never> => {
    reached.push(request)
    throw new ApiError('ResourceNotFound')
  }
  const entryUrl = (bizToken: string) => `http://127.0.0.1/h5/?token=${bizToken}`
  const deps: ActionDeps = {
    startVerification: stop,
    entryUrl,
    readResult: stop,
    readVideo: stop,
    verifyPhoto: stop,
    issueValue: stop,
    verifyClip: stop,
    maxVideoBase64Bytes: 8 * 1024 * 1024,
  }
  const actions = createActions(deps)
  const offered = Object.entries(knownActions).flatMap(([name, isOffered]) =>
    isOffered ? [name] : [],
  )
  let app: TestApp
  before(async () => {
    app = await startTestApp({ actions })
  })
  after(() => app.close())
  beforeEach(() => {
    reached.length = 0
  })

  const image = Buffer.from('no image, but base64 of some length').toString('base64')
  const requests: Record<string, object> = {
    DetectAuth: { RuleId: 'r', IdCard: '11010119900307001X', Name: '张三', ImageBase64: image },
    GetActionSequence: {},
    GetDetectInfo: { RuleId: 'r', BizToken: 'B', InfoType: '13' },
    GetDetectInfoEnhanced: {
      RuleId: 'r',
      BizToken: 'B',
      InfoType: '0',
      BestFramesCount: 3,
      IsCutIdCardImage: true,
    },
    GetLiveCode: {},
    ImageRecognition: { IdCard: '11010119900307001X', Name: '张三', ImageBase64: image },
    ImageRecognitionV2: {
      IdCard: '11010119900307001X',
      Name: '张三',
      ImageBase64: image,
      Extra: 'order-1',
    },
    LivenessCompare: {
      ImageBase64: image,
      LivenessType: 'ACTION',
      VideoBase64: image,
      ValidateData: '2,1',
    },
    LivenessRecognition: {
      IdCard: '11010119900307001X',
      Name: '张三',
      LivenessType: 'LIP',
      VideoBase64: image,
      ValidateData: '4803',
      Optional: '{"BestFrameNum":3}',
    },
  }

  it('are the table, and nothing else is', () => {
    assert.deepEqual(Object.keys(actions).toSorted(), offered.toSorted())
    assert.deepEqual(Object.keys(requests).toSorted(), offered.toSorted())
  })

  for (const name of offered) {
    const parameters = requests[name] ?? {}
    const body = JSON.stringify(parameters)

    it(`${name}: an unsigned request is refused`, async () => {
      const headers = {
        'content-type': 'application/json',
        'x-tc-action': name,
        'x-tc-version': '2018-03-01',
        'x-tc-timestamp': String(Math.floor(Date.now() / 1000)),
      }
      const answer = await sendRaw({ port: app.port, method: 'POST', path: '/', headers, body })
      assert.equal(answer.status, 200)
      assert.equal(answer.response.Error?.Code, 'AuthFailure.InvalidAuthorization')
      assert.deepEqual(reached, [])
    })

    it(`${name}: a request signed with another key, or changed after signing, is refused`, async () => {
      const wrongKey = await sendTc3({ port: app.port, action: name, body, secretKey: 'other' })
      assert.equal(wrongKey.response.Error?.Code, 'AuthFailure.SignatureFailure')
      const changed = await sendTc3({
        port: app.port,
        action: name,
        body,
        signedPayload: '{"Other":1}',
      })
      assert.equal(changed.response.Error?.Code, 'AuthFailure.SignatureFailure')
      assert.deepEqual(reached, [])
    })

    it(`${name}: reaches its flow with the same request in every way of sending it`, async () => {
      const ways: SdkSettings[] = [
        {},
        { reqMethod: 'GET' },
        { signMethod: 'HmacSHA1' },
        { signMethod: 'HmacSHA256', reqMethod: 'GET' },
      ]
      for (const settings of ways) {
        const client = createSdkClient(app.host, settings)
        const error = await catchSdkError(client.request(name, parameters))
        assert.equal(error.code, 'ResourceNotFound', error.message)
      }
      assert.equal(reached.length, ways.length)
      for (const request of reached) {
        assert.ok('account' in request)
        assert.deepEqual(request.account, testAccount)
        assert.deepEqual({ ...request, seq: '' }, { ...reached[0], seq: '' })
      }
    })

    if (Object.keys(parameters).length === 0) continue
    it(`${name}: names every required parameter that is missing`, async () => {
      const client = createSdkClient(app.host, { language: 'en-US' })
      const error = await catchSdkError(client.request(name, {}))
      assert.equal(error.code, 'MissingParameter')
      assert.match(error.message, /Send (RuleId|BizToken|IdCard|LivenessType)\.$/)
      assert.deepEqual(reached, [])
    })
  }

  it('refuse base64 that carries a prefix or newlines, and say exactly that (R30)', async () => {
    const client = createSdkClient(app.host, { language: 'en-US' })
    for (const name of [
      'DetectAuth',
      'ImageRecognition',
      'ImageRecognitionV2',
      'LivenessCompare',
    ]) {
      const send = async (ImageBase64: string): Promise<string> => {
        const error = await catchSdkError(client.request(name, { ...requests[name], ImageBase64 }))
        return `${error.code} ${error.message}`
      }
      assert.match(
        await send(`data:image/png;base64,${image}`),
        /^InvalidParameterValue .*data: prefix/,
      )
      assert.match(await send(`${image}\n`), /^InvalidParameterValue .*newlines/)
      assert.match(
        await send('A'.repeat(3 * 1024 * 1024 + 4)),
        /^FailedOperation\.ImageSizeTooLarge .*at most 3 MB/,
      )
    }
    assert.deepEqual(reached, [])
  })
})
