import assert from 'node:assert/strict'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/openStore.ts'
import type { NativeFinishAnswer, NativeStartAnswer } from '../../server/protocol/nativeCapture.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { record } from '../support/records.ts'
import { catchSdkError } from '../support/sdkClient.ts'
import { postSession } from '../support/sessionClient.ts'
import { startWeChatStandIn, type WeChatStandIn } from '../support/weChatStandIn.ts'

const appId = 'wx00000000000000aa'

describe('a verification by WeChat, through the official SDK', function () {
  this.timeout(120_000)
  let wechat: WeChatStandIn
  let server: DemoServer
  const RuleId = 'nativeRule'
  const identity = { Name: '张三', IdCard: '11010519491231002X' }
  const withStore = async (
    run: (store: Awaited<ReturnType<typeof openStore>>) => Promise<unknown>,
  ) => {
    const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    try {
      await run(store)
    } finally {
      await store.close()
    }
  }
  const post = <Answer>(name: string, body: object) =>
    postSession<Answer>(`http://${server.address}`, name, body)

  before(async () => {
    wechat = await startWeChatStandIn()
    server = await startDemoServer({ WECHAT_API_URL: wechat.url, WECHAT_OPEN_URL: wechat.url })
    const account = { kind: 'miniapp', appId, secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' } as const
    wechat.addAccount(account)
    await withStore(async store => {
      await store.rules.insert(
        record.rule({ accountId: 'demo', ruleId: RuleId, channel: 'miniapp', engine: 'wechat' }),
      )
      await store.wechatApps.put('demo', account, 0)
      await store.accounts.update('demo', { requestsPerSecond: 1000 })
    })
  })
  after(async () => {
    await server?.stop()
    await wechat?.close()
  })

  /** DetectAuth, and all that a mini program does before the capture. */
  async function ready() {
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, ...identity, Extra: 'order' })
    const { body: opened } = await post<OpenAnswer>('open', { bizToken: BizToken })
    const device = { bizToken: BizToken, deviceSecret: opened.deviceSecret }
    const { version, hash, scopes } = opened.consent
    await post('consent', { ...device, version, hash, scopes, language: 'en-US' })
    await post('openid', { ...device, code: wechat.issueLoginCode(appId, 'oPerson') })
    return { BizToken, device }
  }

  it('comes back with verdict and charge, and neither picture nor video', async () => {
    const { BizToken, device } = await ready()
    const { captureId, verifyId } = (await post<NativeStartAnswer>('native/start', device)).body
    const before = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId })
    assert.equal(before.Text?.ErrCode, null)
    wechat.performVerification(verifyId)
    const finished = await post<NativeFinishAnswer>('native/finish', { ...device, captureId })
    assert.equal(finished.body.verdict.outcome, 'passed')
    const result = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: '0' })
    const { Text } = result
    assert.deepEqual(
      [Text?.ErrCode, Text?.LiveStatus, Text?.Comparestatus, Text?.Sim, Text?.LivenessMode],
      [0, 0, 0, null, 0],
    )
    assert.deepEqual(
      [Text?.Name, Text?.IdCard, Text?.Extra],
      [identity.Name, identity.IdCard, 'order'],
    )
    assert.deepEqual([result.BestFrame, result.VideoData, result.IdCardData], [null, null, null])
    const [attempt, ...more] = Text?.LivenessDetail ?? []
    assert.deepEqual(
      [attempt?.Seq, attempt?.Errcode, attempt?.IsNeedCharge, attempt?.Idcard, more.length],
      [captureId, 0, true, '1101**********002X', 0],
    )
    const status = await post<{ outcome: string }>('status', device)
    assert.equal(status.body.outcome, 'passed')
  })

  it('shows a try that did not pass, and that the person may go on', async () => {
    const { BizToken, device } = await ready()
    const { captureId, verifyId } = (await post<NativeStartAnswer>('native/start', device)).body
    wechat.performVerification(verifyId, 10003)
    const finished = await post<NativeFinishAnswer>('native/finish', { ...device, captureId })
    assert.equal(finished.body.verdict.outcome, 'retry')
    const { Text } = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: '1' })
    assert.deepEqual([Text?.ErrCode, Text?.LiveStatus, Text?.Comparestatus], [2006, null, 2006])
  })

  it('takes no photo of the integrator', async () => {
    const { photo } = server.person(0)
    const error = await catchSdkError(
      server
        .sdk({ language: 'en-US' })
        .DetectAuth({ RuleId, ...identity, ImageBase64: await server.photo(photo) }),
    )
    assert.equal(error.code, 'InvalidParameterValue')
    assert.match(error.message, /ImageBase64/)
  })

  it('is for accounts on the industry whitelist only', async () => {
    const begin = () => catchSdkError(server.sdk().DetectAuth({ RuleId, ...identity }))
    let category: string | null = null
    await withStore(async store => {
      category = (await store.accounts.find('demo'))?.categoryId ?? null
      await store.accounts.update('demo', { categoryId: 'dating' })
    })
    try {
      assert.equal((await begin()).code, 'UnauthorizedOperation.NonAuthorize')
    } finally {
      await withStore(store => store.accounts.update('demo', { categoryId: category }))
    }
    assert.ok((await server.sdk().DetectAuth({ RuleId, ...identity })).BizToken)
  })
})
