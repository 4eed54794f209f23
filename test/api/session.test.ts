import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import type { Rule } from '../../server/domain/rule.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { postSession, prepareSession } from '../support/sessionClient.ts'

const wechatPhone =
  'Mozilla/5.0 (Linux; Android 14; Phone) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ' +
  'Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.50.2701(0x28003252) ' +
  'NetType/WIFI Language/zh_CN'

describe('the person’s HTTP API', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let rule: Rule
  before(async () => {
    app = await startCaptureApp()
    rule = await app.addRule()
  })
  after(() => app?.close())
  afterEach(() => {
    app.clockAheadMs = 0
  })

  const post = <Answer = object>(name: string, body: unknown, headers = {}) =>
    postSession<Answer>(app.url, name, body, headers)
  const open = (body: object, headers = {}) => post<OpenAnswer>('open', body, headers)
  const opened = async (on = rule, fields = {}) => {
    const { bizToken } = await app.addSession(on, fields)
    const { body } = await open({ bizToken })
    return { device: { bizToken, deviceSecret: body.deviceSecret }, answer: body }
  }
  const consentOf = ({ device, answer }: Awaited<ReturnType<typeof opened>>) => {
    const { version, hash, scopes } = answer.consent
    return { ...device, version, hash, language: 'en-US', scopes }
  }
  const codeOf = async (name: string, body: unknown, headers = {}) => {
    const { status, body: answer } = await post(name, body, headers)
    return [status, answer.code]
  }

  describe('open', () => {
    it('answers all that the page needs, with the identity masked', async () => {
      const { answer } = await opened()
      assert.equal(answer.business, '示例银行')
      assert.equal(answer.purpose, '开户')
      assert.deepEqual([answer.mode, answer.channel], ['light', 'h5-native'])
      assert.deepEqual(answer.identity, {
        kind: 'masked',
        name: '张*',
        idCard: '9901**********0018',
      })
      assert.equal(answer.status, 'init')
      assert.equal(answer.flashWarning, true)
      assert.equal(answer.alternative, '请携带身份证到柜台办理')
      assert.equal(answer.demo, true)
      assert.deepEqual(answer.environment, { ok: true })
      assert.ok(answer.expiresAt > answer.serverMs)
      const { consent } = answer
      assert.equal(consent.hash, createHash('sha256').update(consent.text).digest('hex'))
      assert.deepEqual(consent.scopes, ['face', 'upload', 'compare', 'store'])
      assert.equal(consent.givenAt, null)
      assert.match(consent.text, /示例银行/)
      assert.deepEqual(answer.openid, {
        needed: true,
        proven: false,
        authorizeUrl: null,
        standIn: true,
      })
    })

    it('binds to the first device: the second is refused, the first may come again', async () => {
      const { device } = await opened()
      assert.deepEqual(await codeOf('open', { bizToken: device.bizToken }), [
        403,
        'Session.OtherDevice',
      ])
      const stranger = { ...device, deviceSecret: 'B'.repeat(43) }
      assert.deepEqual(await codeOf('open', stranger), [403, 'Session.OtherDevice'])
      assert.equal((await open(device)).status, 200)
      assert.equal((await open({ ...device, bizToken: device.bizToken.toLowerCase() })).status, 200)
    })

    it('gives the session to exactly one of many devices that open at once', async () => {
      const { bizToken } = await app.addSession(rule)
      const answers = await Promise.all(Array.from({ length: 12 }, () => open({ bizToken })))
      assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    })

    it('lets the device bring its own secret, so that a lost answer does no harm', async () => {
      const { bizToken } = await app.addSession(rule)
      const deviceSecret = 'c'.repeat(43)
      assert.equal((await open({ bizToken, deviceSecret })).body.deviceSecret, deviceSecret)
      assert.equal((await open({ bizToken, deviceSecret })).status, 200)
      const stored = await app.store.sessions.find(bizToken)
      assert.ok(stored?.deviceHash && !stored.deviceHash.includes(deviceSecret))
    })

    it('asks for the identity where the page enters it', async () => {
      const page = await app.addRule({ identityEntry: 'page' })
      const { answer } = await opened(page, { identity: null })
      assert.deepEqual(answer.identity, { kind: 'ask' })
    })

    it('gives WeChat’s OAuth address with a state of this session and device', async () => {
      await app.store.wechatApps.put(
        rule.accountId,
        { kind: 'official', appId: 'wx1234567890abcdef', secret: 's'.repeat(32) },
        0,
      )
      const { bizToken } = await app.addSession(rule)
      const pageUrl = 'https://verify.example/h5/?BizToken=1'
      const { body } = await open({ bizToken, pageUrl })
      const url = new URL(body.openid.authorizeUrl ?? '')
      assert.equal(url.host, 'open.weixin.qq.com')
      assert.equal(url.searchParams.get('redirect_uri'), pageUrl)
      assert.match(url.searchParams.get('state') ?? '', /^[0-9a-f]{64}$/)
      assert.doesNotMatch(url.href, new RegExp(body.deviceSecret))
      const device = { bizToken, deviceSecret: body.deviceSecret }
      assert.equal((await open({ ...device, pageUrl: 'javascript:alert(1)' })).status, 400)
    })

    it('checks the environment, except in a demo on this machine', async () => {
      const { bizToken } = await app.addSession(rule)
      const headers = { 'User-Agent': 'curl/8' }
      assert.deepEqual((await open({ bizToken }, headers)).body.environment, { ok: true })
    })

    it('refuses wrong, expired and erased tokens, each with its own code', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000'
      assert.deepEqual(await codeOf('open', { bizToken: unknown }), [404, 'Session.NotFound'])
      assert.deepEqual(await codeOf('open', { bizToken: 'nonsense' }), [400, 'InvalidParameter'])
      const { bizToken } = await app.addSession(rule)
      app.clockAheadMs = 7_200_000
      assert.deepEqual(await codeOf('open', { bizToken }), [410, 'Session.Expired'])
      app.clockAheadMs = 3 * 24 * 3_600_000
      assert.deepEqual(await codeOf('open', { bizToken }), [410, 'Session.Gone'])
    })
  })

  describe('consent', () => {
    it('leaves a receipt with the text’s hash, the scopes and the time', async () => {
      const session = await opened()
      const { status, body } = await post<{ consentId: string; givenAt: number }>(
        'consent',
        consentOf(session),
      )
      assert.equal(status, 200)
      const receipt = await app.store.consents.find(body.consentId)
      assert.deepEqual(receipt, {
        consentId: body.consentId,
        bizToken: session.device.bizToken,
        accountId: rule.accountId,
        ruleId: rule.ruleId,
        version: session.answer.consent.version,
        textHash: session.answer.consent.hash,
        language: 'en-US',
        scopes: ['face', 'upload', 'compare', 'store'],
        givenAt: body.givenAt,
        withdrawnAt: null,
      })
      const again = await open(session.device)
      assert.equal(again.body.consent.givenAt, body.givenAt)
      assert.equal(again.body.status, 'doing')
    })

    it('takes only the text that is current, in the language that was shown', async () => {
      const session = await opened()
      const given = consentOf(session)
      for (const wrong of [
        { ...given, hash: '0'.repeat(64) },
        { ...given, version: '2019-01-01' },
        { ...given, language: 'zh-CN' },
      ]) {
        assert.deepEqual(await codeOf('consent', wrong), [409, 'Session.ConsentOutdated'])
      }
      assert.deepEqual(await codeOf('consent', { ...given, scopes: ['face', 'compare'] }), [
        400,
        'Session.ConsentScope',
      ])
    })

    it('asks a guardian of a child under fourteen', async () => {
      const identity = { name: '小明', idCard: `990101${new Date().getFullYear() - 10}01010018` }
      const session = await opened(rule, { identity })
      assert.ok(session.answer.consent.scopes.includes('guardian'))
      const scopes = ['face', 'upload', 'compare', 'store']
      assert.deepEqual(await codeOf('consent', { ...consentOf(session), scopes }), [
        400,
        'Session.GuardianNeeded',
      ])
      assert.equal((await post('consent', consentOf(session))).status, 200)
    })

    it('can be withdrawn: everything personal is gone, the receipt says when', async () => {
      const session = await opened()
      const { bizToken } = session.device
      const { body } = await post<{ consentId: string }>('consent', consentOf(session))
      const owner = `session:${bizToken}`
      const kept = await app.store.evidence.put(
        { owner, kind: 'reference', createdAt: 0, purgeAt: null },
        Buffer.from('photo'),
      )
      assert.equal((await post('withdraw', session.device)).status, 200)
      assert.equal(await app.store.evidence.get(kept), null)
      const stored = await app.store.sessions.find(bizToken)
      assert.deepEqual(
        [stored?.state, stored?.identity, stored?.openid, stored?.deviceHash],
        ['expired', null, null, null],
      )
      assert.ok((await app.store.consents.find(body.consentId))?.withdrawnAt)
      assert.deepEqual(await codeOf('status', session.device), [410, 'Session.Gone'])
    })
  })

  describe('openid', () => {
    it('is a stand-in in a demo on this machine, and stays the first one', async () => {
      const { device } = await opened()
      assert.equal((await post('openid', { ...device, standIn: 'me' })).status, 200)
      assert.equal((await post('openid', { ...device, standIn: 'me' })).status, 200)
      assert.deepEqual(await codeOf('openid', { ...device, standIn: 'you' }), [
        403,
        'Session.OtherOpenid',
      ])
      assert.deepEqual((await app.store.sessions.find(device.bizToken))?.openid, {
        appId: 'demo',
        openid: 'me',
      })
      assert.equal((await open(device)).body.openid.proven, true)
    })

    it('comes from WeChat by a code, whose state belongs to this session and device', async () => {
      const own = await app.addRule()
      const app1 = { kind: 'official', appId: 'wxaaaaaaaaaaaaaaaa', secret: 'x' } as const
      await app.store.wechatApps.put(own.accountId, app1, 0)
      const { device } = await opened(own)
      const pageUrl = 'https://verify.example/h5/'
      const { body } = await open({ ...device, pageUrl })
      const state = new URL(body.openid.authorizeUrl ?? '').searchParams.get('state')
      const other = await opened(own)
      const code = 'good-openid1'
      assert.deepEqual(await codeOf('openid', { ...other.device, code, state }), [
        403,
        'Session.StateMismatch',
      ])
      assert.deepEqual(await codeOf('openid', { ...device, code }), [403, 'Session.StateMismatch'])
      assert.deepEqual(await codeOf('openid', { ...device, state }), [400, 'MissingParameter'])
      assert.deepEqual(await codeOf('openid', { ...device, code: 'bad', state }), [
        502,
        'Session.OpenidFailed',
      ])
      assert.equal((await post('openid', { ...device, code, state })).status, 200)
      assert.deepEqual((await app.store.sessions.find(device.bizToken))?.openid, {
        appId: 'wxaaaaaaaaaaaaaaaa',
        openid: 'openid1',
      })
      assert.doesNotMatch(app.logged(), /openid1|good-/)
    })

    it('comes from wx.login in a mini program, without a state', async () => {
      const mini = await app.addRule({ channel: 'miniapp' })
      const account = { kind: 'miniapp', appId: 'wxbbbbbbbbbbbbbbbb', secret: 'x' } as const
      await app.store.wechatApps.put(mini.accountId, account, 0)
      const { device } = await opened(mini)
      assert.equal((await post('openid', { ...device, code: 'good-mini' })).status, 200)
    })

    it('is not for channels that WeChat does not know', async () => {
      const pc = await app.addRule({ channel: 'h5-pc', livenessMode: 'action' })
      const { device, answer } = await opened(pc)
      assert.equal(answer.openid.needed, false)
      assert.deepEqual(await codeOf('openid', { ...device, standIn: 'me' }), [
        400,
        'UnsupportedOperation',
      ])
    })
  })

  describe('identity', () => {
    const start = '99010119900101001'
    const idCard = start + checkCharacter(start)
    const wrongIdCard = start + ((Number(idCard.at(-1)) + 1) % 10)
    let page: Rule
    before(async () => {
      page = await app.addRule({ identityEntry: 'page' })
    })

    it('is taken only after consent and the proven openid', async () => {
      const session = await opened(page, { identity: null })
      const identity = { ...session.device, name: '张三', idCard }
      assert.deepEqual(await codeOf('identity', identity), [409, 'Session.ConsentNeeded'])
      await post('consent', consentOf(session))
      assert.deepEqual(await codeOf('identity', identity), [409, 'Session.OpenidNeeded'])
      await post('openid', { ...session.device, standIn: 'someone' })
      const counters = await app.store.db.selectFrom('counters').selectAll().execute()
      const { status, body } = await post('identity', identity)
      assert.deepEqual(
        [status, body],
        [200, { name: '张*', idCard: `9901**********${idCard.slice(14)}` }],
      )
      // Typing numbers counts for nobody.
      assert.deepEqual(await app.store.db.selectFrom('counters').selectAll().execute(), counters)
      assert.equal((await post('identity', { ...identity, name: '李四' })).status, 200)
    })

    it('is checked like an integrator’s', async () => {
      const { bizToken } = await app.addSession(page, { identity: null })
      const device = await prepareSession(app.url, bizToken)
      assert.deepEqual(await codeOf('identity', { ...device, name: '张三', idCard: wrongIdCard }), [
        400,
        'FailedOperation.IdFormatError',
      ])
      assert.deepEqual(await codeOf('identity', { ...device, name: '', idCard }), [
        400,
        'FailedOperation.NameFormatError',
      ])
      assert.doesNotMatch(app.logged(), /99010119900101/)
    })

    it('of the integrator cannot be changed', async () => {
      const { bizToken } = await app.addSession(rule)
      const device = await prepareSession(app.url, bizToken, 'fixed')
      assert.deepEqual(await codeOf('identity', { ...device, name: '张三', idCard }), [
        409,
        'Session.IdentityFixed',
      ])
    })
  })

  describe('status', () => {
    const statusOf = async (device: object) =>
      (await post<{ status: string }>('status', device)).body

    it('is init, doing, finished or timeout', async () => {
      const session = await opened()
      assert.deepEqual(await statusOf(session.device), {
        status: 'init',
        outcome: null,
        advice: null,
        redirectUrl: null,
      })
      await post('consent', consentOf(session))
      assert.equal((await statusOf(session.device)).status, 'doing')
      app.clockAheadMs = 7_200_000
      assert.equal((await statusOf(session.device)).status, 'timeout')
      app.clockAheadMs = 0
      await app.store.db
        .updateTable('sessions')
        .set({ state: 'passed', err_code: 0 })
        .where('biz_token', '=', session.device.bizToken)
        .execute()
      assert.deepEqual(await statusOf(session.device), {
        status: 'finished',
        outcome: 'passed',
        advice: null,
        redirectUrl: `https://example.com/done?BizToken=${session.device.bizToken}`,
      })
    })
  })

  describe('the transport', () => {
    it('takes JSON only, 16 KB at most, known fields only, and says which one is wrong', async () => {
      const { bizToken } = await app.addSession(rule)
      const text = JSON.stringify({ bizToken })
      assert.deepEqual(await codeOf('open', text, { 'Content-Type': 'text/plain' }), [
        415,
        'UnsupportedProtocol',
      ])
      assert.deepEqual(await codeOf('open', '{"bizToken":'), [400, 'InvalidParameter'])
      assert.deepEqual(await codeOf('open', 'null'), [400, 'InvalidParameter'])
      assert.deepEqual(await codeOf('open', { bizToken, x: 'y'.repeat(17_000) }), [
        413,
        'RequestSizeLimitExceeded',
      ])
      assert.deepEqual(await codeOf('open', { bizToken, more: 1 }), [400, 'InvalidParameter'])
      const { body } = await post('status', { bizToken, deviceSecret: 7 })
      assert.match(body.message ?? '', /deviceSecret/)
    })

    it('speaks Chinese unless English is asked for', async () => {
      const unknown = { bizToken: '00000000-0000-4000-8000-000000000000' }
      const chinese = await post('open', unknown, { 'Accept-Language': 'zh-CN,en;q=0.5' })
      assert.match(chinese.body.message ?? '', /核验/)
      assert.match((await post('open', unknown)).body.message ?? '', /does not exist/)
    })

    it('answers pages of the origins that the account lists, and no others', async () => {
      const listed = await app.addRule({}, { origins: ['https://shop.example'] })
      const { bizToken } = await app.addSession(listed)
      const from = (origin: string) => ({ Origin: origin })
      const allowed = await open({ bizToken }, from('https://shop.example'))
      assert.equal(allowed.status, 200)
      assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://shop.example')
      assert.equal(allowed.headers.get('access-control-allow-credentials'), null)
      const mine = await app.addSession(rule)
      for (const origin of ['https://evil.example', 'https://shop.example', 'null']) {
        const { status, body, headers } = await open({ bizToken: mine.bizToken }, from(origin))
        assert.deepEqual([status, body.code], [403, 'Session.OriginRefused'], origin)
        assert.equal(
          headers.get('access-control-allow-origin'),
          origin === 'https://shop.example' ? origin : null,
        )
      }
      assert.equal((await open({ bizToken: mine.bizToken }, from(app.url))).status, 200)
      const preflight = (origin: string) =>
        fetch(`${app.url}/session/open`, { method: 'OPTIONS', headers: from(origin) })
      const good = await preflight('https://shop.example')
      assert.equal(good.headers.get('access-control-allow-methods'), 'POST')
      const bad = await preflight('https://evil.example')
      assert.equal(bad.headers.get('access-control-allow-origin'), null)
    })

    it('has no other methods and no other paths', async () => {
      assert.equal((await fetch(`${app.url}/session/open`)).status, 404)
      const { status } = await fetch(`${app.url}/session/other`, { method: 'POST' })
      assert.equal(status, 404)
    })
  })
})

describe('the person’s HTTP API in production', () => {
  let app: CaptureApp
  before(async () => {
    app = await startCaptureApp({ mode: 'production' })
  })
  after(() => app?.close())

  it('has no stand-in, no demo banner, and asks for WeChat', async () => {
    const rule = await app.addRule()
    const { bizToken } = await app.addSession(rule)
    const { body } = await postSession<OpenAnswer>(app.url, 'open', { bizToken })
    assert.deepEqual([body.demo, body.openid.standIn], [false, false])
    assert.deepEqual(body.environment, { ok: false, reason: 'notWeChat' })
    // A computer that only shows the way into WeChat does not take the session from the phone.
    const onPhone = { 'User-Agent': wechatPhone }
    const taken = await postSession<OpenAnswer>(app.url, 'open', { bizToken }, onPhone)
    assert.deepEqual(taken.body.environment, { ok: true })
    const device = { bizToken, deviceSecret: taken.body.deviceSecret }
    const refused = await postSession(app.url, 'openid', { ...device, standIn: 'me' }, onPhone)
    assert.equal(refused.body.code, 'UnsupportedOperation')

    const other = await app.addSession(rule)
    const phone = await postSession<OpenAnswer>(
      app.url,
      'open',
      { bizToken: other.bizToken },
      { 'User-Agent': wechatPhone },
    )
    assert.deepEqual(phone.body.environment, { ok: true })
  })

  it('begins no silent or action capture once the passive model is gone, however the session began', async () => {
    for (const livenessMode of ['silent', 'action'] as const) {
      const { bizToken } = await app.addSession(await app.addRule({ channel: 'h5', livenessMode }))
      const headers = { 'User-Agent': wechatPhone }
      const { body } = await postSession<OpenAnswer>(app.url, 'open', { bizToken }, headers)
      const client = await new CaptureClient(app.url, headers).opened()
      const device = { bizToken, deviceSecret: body.deviceSecret }
      client.hello(device, { supports: [`${livenessMode}@1`] })
      assert.equal((await client.next('error')).code, 'Capture.ModeUnsupported')
    }
  })
})
