import assert from 'node:assert/strict'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { createPurgeEvidence } from '../../server/flows/purgeEvidence.ts'
import { openStore } from '../../server/openStore.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { catchSdkError } from '../support/sdkClient.ts'

const threeDaysMs = 3 * 24 * 3_600_000

describe('DetectAuth and its result through the official SDK', function () {
  this.timeout(120_000)
  let server: DemoServer
  const tokenShape = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/
  const identity = () => {
    const { Name, IdCard } = server.person(0)
    return { Name, IdCard }
  }
  const withStore = async <T>(
    run: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
  ) => {
    const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    try {
      return await run(store)
    } finally {
      await store.close()
    }
  }
  const refused = (request: object, language: 'zh-CN' | 'en-US' = 'en-US') =>
    catchSdkError(
      server
        .sdk({ language })
        .DetectAuth({ RuleId: server.demo.rules.light, ...identity(), ...request }),
    )

  before(async () => {
    server = await startDemoServer()
    await withStore(store => store.accounts.update('demo', { requestsPerSecond: 1000 }))
  })
  after(() => server.stop())

  it('opens a session on every demo rule', async () => {
    const { photo } = server.person(0)
    for (const RuleId of Object.values(server.demo.rules)) {
      const answer = await server.sdk().DetectAuth({
        RuleId,
        ...identity(),
        RedirectUrl: 'https://example.com/back?a=1',
        Extra: '订单 7',
        ImageBase64: await server.photo(photo),
      })
      assert.match(answer.BizToken ?? '', tokenShape)
    }
  })

  it('gives nulls, not an error, before the person has done anything', async () => {
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity(), Extra: 'x1' })
    const result = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId })
    assert.equal(result.Text?.ErrCode, null)
    assert.equal(result.Text?.Sim, null)
    assert.equal(result.Text?.LivenessDetail, null)
    assert.equal(result.Text?.Extra, 'x1')
    assert.equal(result.BestFrame, null)
    assert.equal(result.VideoData, null)
    assert.equal(result.IdCardData, null)
  })

  it('gives the older form as JSON text', async () => {
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity(), Extra: 'x2' })
    const { DetectInfo } = await server.sdk().GetDetectInfo({ BizToken, RuleId })
    assert.equal(typeof DetectInfo, 'string')
    const info = JSON.parse(DetectInfo ?? '')
    assert.equal(info.Text.ErrCode, null)
    assert.equal(info.Text.Extra, 'x2')
    assert.deepEqual(info.Text.Detail, { LivenessData: [] })
    assert.deepEqual(info.BestFrame, { BestFrame: null })
  })

  it('gives only the blocks that InfoType asks for', async () => {
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity() })
    const best = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: '3' })
    assert.equal(best.Text, null)
    const both = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: '13' })
    assert.notEqual(both.Text, null)
    const error = await catchSdkError(
      server.sdk().GetDetectInfo({ BizToken, RuleId, InfoType: '5' }),
    )
    assert.equal(error.code, 'InvalidParameterValue')
  })

  const refusals: [string, () => object, string, RegExp][] = [
    ['an unknown rule', () => ({ RuleId: 'nobody' }), 'InvalidParameterValue.RuleIdNotExist', /./],
    ['a missing name', () => ({ Name: undefined }), 'MissingParameter', /Name/],
    ['a missing ID number', () => ({ IdCard: undefined }), 'MissingParameter', /IdCard/],
    [
      'a wrong ID number',
      () => ({ IdCard: '110105194912310021' }),
      'FailedOperation.IdFormatError',
      /check character/,
    ],
    [
      'a javascript: redirect',
      () => ({ RedirectUrl: 'javascript:alert(1)' }),
      'InvalidParameterValue',
      /http/,
    ],
    [
      'a redirect of 1,025 characters',
      () => ({ RedirectUrl: `https://a.cn/${'x'.repeat(1012)}` }),
      'InvalidParameterValue',
      /RedirectUrl/,
    ],
    [
      'an Extra of 1,025 characters',
      () => ({ Extra: 'x'.repeat(1025) }),
      'InvalidParameterValue',
      /Extra/,
    ],
    [
      'a comparison rule without a photo',
      () => ({ RuleId: server.demo.rules.compare }),
      'MissingParameter',
      /ImageBase64/,
    ],
    [
      'encrypted fields',
      () => ({ Encryption: { EncryptList: ['Name'], CiphertextBlob: 'x', Iv: 'y' } }),
      'InvalidParameter.UnsupportEncryptField',
      /HTTPS/,
    ],
  ]
  for (const [what, change, code, message] of refusals) {
    it(`refuses ${what}: ${code}`, async () => {
      const error = await refused(change())
      assert.equal(error.code, code, error.message)
      assert.match(error.message, message)
    })
  }

  it('refuses a disabled rule, and one of another account as if it were not there', async () => {
    await withStore(async store => {
      const light = await store.rules.find(server.demo.rules.light)
      assert.ok(light)
      await store.rules.insert({ ...light, ruleId: 'switchedOff', state: 'disabled' })
      const demo = await store.accounts.find('demo')
      assert.ok(demo)
      await store.accounts.insert({ ...demo, accountId: 'other' })
      await store.rules.insert({ ...light, ruleId: 'foreign', accountId: 'other' })
    })
    assert.equal(
      (await refused({ RuleId: 'switchedOff' })).code,
      'InvalidParameterValue.RuleIdDisabled',
    )
    assert.equal(
      (await refused({ RuleId: 'foreign' })).code,
      'InvalidParameterValue.RuleIdNotExist',
    )
  })

  it('asks the whitelist on the WeChat channels only, and says why not (R23)', async () => {
    await withStore(store => store.accounts.update('demo', { categoryId: '婚恋', credentials: [] }))
    try {
      const native = await refused({}, 'zh-CN')
      assert.equal(native.code, 'UnauthorizedOperation.NonAuthorize')
      assert.match(native.message, /婚恋/)
      const plain = await server
        .sdk()
        .DetectAuth({ RuleId: server.demo.rules.action, ...identity() })
      assert.match(plain.BizToken ?? '', tokenShape)
    } finally {
      await withStore(store =>
        store.accounts.update('demo', {
          categoryId: 'gov.all',
          credentials: ['org-code-certificate', 'unified-credit-code-certificate'],
        }),
      )
    }
  })

  it('tells a wrong, a foreign and a mixed-up BizToken apart (R34)', async () => {
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity() })
    const ask = (request: { BizToken: string; RuleId: string }) =>
      catchSdkError(server.sdk({ language: 'en-US' }).GetDetectInfoEnhanced(request))
    const wrong = await ask({ BizToken: BizToken.slice(0, 30), RuleId })
    const foreign = await ask({ BizToken: '00000000-0000-4000-8000-000000000000', RuleId })
    const mixed = await ask({ BizToken, RuleId: server.demo.rules.digit })
    for (const error of [wrong, foreign, mixed]) {
      assert.equal(error.code, 'InvalidParameterValue.BizTokenIllegal')
    }
    assert.match(wrong.message, /UUID/)
    assert.match(foreign.message, /never issued/)
    assert.match(mixed.message, /another RuleId/)
  })

  it('erases everything personal after three days and then says so (R28)', async () => {
    const RuleId = server.demo.rules.compare
    const { photo } = server.person(0)
    const { BizToken = '' } = await server
      .sdk()
      .DetectAuth({ RuleId, ...identity(), ImageBase64: await server.photo(photo) })
    await withStore(async store => {
      const kept = await store.sessions.find(BizToken)
      assert.ok(kept?.referenceEvidenceId)
      const file = join(
        server.dataDir,
        'evidence',
        kept.referenceEvidenceId.slice(0, 2),
        kept.referenceEvidenceId,
      )
      await access(file)
      const early = createPurgeEvidence({
        ...store,
        clock: () => Date.now() + threeDaysMs - 60_000,
      })
      await early()
      const { Name: name, IdCard: idCard } = identity()
      assert.deepEqual((await store.sessions.find(BizToken))?.identity, { name, idCard })
      const purge = createPurgeEvidence({ ...store, clock: () => Date.now() + threeDaysMs })
      assert.ok((await purge()) > 0)
      const tombstone = await store.sessions.find(BizToken)
      assert.equal(tombstone?.identity, null)
      assert.equal(await store.evidence.get(kept.referenceEvidenceId), null)
      await assert.rejects(access(file))
    })
    const error = await catchSdkError(server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId }))
    assert.equal(error.code, 'InvalidParameterValue.BizTokenExpired')
  })

  it('reports a session that ran out of its two hours as expired (15)', async () => {
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity() })
    await withStore(store => store.sessions.expireDue(Date.now() + 7_200_000, 1000))
    const { Text } = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId })
    assert.equal(Text?.ErrCode, 15)
    assert.deepEqual(Text?.LivenessDetail, [])
    assert.equal(Text?.IdCard, identity().IdCard)
  })
})
