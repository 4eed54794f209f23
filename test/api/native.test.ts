import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { MiniAppAccount } from '../../server/domain/wechat.ts'
import type { Account } from '../../server/domain/account.ts'
import type { Rule } from '../../server/domain/rule.ts'
import type { Session } from '../../server/domain/session.ts'
import type { NativeFinishAnswer, NativeStartAnswer } from '../../server/protocol/nativeCapture.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { createWeChatApi } from '../../server/wechat/createWeChatApi.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { record } from '../support/records.ts'
import { postSession } from '../support/sessionClient.ts'
import {
  refusal,
  startWeChatStandIn,
  type Mishap,
  type WeChatStandIn,
} from '../support/weChatStandIn.ts'

type Device = { bizToken: string; deviceSecret: string }

const begin = '/cityservice/face/identify/getverifyid'
const query = '/cityservice/face/identify/queryverifyinfo'
const minuteMs = 60_000
const says = (errcode: number): Mishap => ({ body: JSON.stringify(refusal(errcode, 'scripted')) })
const answers = (answer: unknown): Mishap => ({ body: JSON.stringify(answer) })

describe('verifications that WeChat performs and judges', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let wechat: WeChatStandIn
  let rule: Rule
  let people = 0
  /** Runs between WeChat's verdict and ours. */
  let meanwhile = async () => {}
  /** Runs while a start waits for its verify id. */
  let whileStarting = async () => {}

  before(async () => {
    wechat = await startWeChatStandIn(() => Date.now() + (app?.clockAheadMs ?? 0))
    app = await startCaptureApp({
      wechat(clock) {
        const api = createWeChatApi({ clock, apiUrl: wechat.url, openUrl: wechat.url })
        return {
          ...api,
          async queryVerifyInfo(account, subject) {
            const verifyRet = await api.queryVerifyInfo(account, subject)
            await meanwhile()
            return verifyRet
          },
          async getVerifyId(account, subject) {
            const begun = await api.getVerifyId(account, subject)
            await whileStarting()
            return begun
          },
        }
      },
    })
    rule = await addRule()
  })
  after(async () => {
    await app?.close()
    await wechat?.close()
  })
  afterEach(() => {
    app.clockAheadMs = 0
    meanwhile = async () => {}
    whileStarting = async () => {}
  })

  async function addRule(
    fields: Partial<Rule> = {},
    account: Partial<Account> = {},
  ): Promise<Rule> {
    const made = await app.addRule({ channel: 'miniapp', engine: 'wechat', ...fields }, account)
    const bound: MiniAppAccount = {
      kind: 'miniapp',
      appId: `wx${randomUUID().replaceAll('-', '').slice(0, 16)}`,
      secret: randomUUID(),
    }
    wechat.addAccount(bound)
    await app.store.wechatApps.put(made.accountId, bound, 0)
    return made
  }

  const post = <Answer = object>(name: string, body: unknown) =>
    postSession<Answer>(app.url, name, body)
  const start = (device: object) => post<NativeStartAnswer>('native/start', device)
  const finish = (device: object, captureId: string) =>
    post<NativeFinishAnswer>('native/finish', { ...device, captureId })
  const sessionOf = async ({ bizToken }: Device) => (await app.store.sessions.find(bizToken))!
  const ledgerOf = ({ bizToken }: Device) => app.store.attempts.listBySession(bizToken)
  const counted = async () => {
    const rows = await app.store.db
      .selectFrom('counters')
      .select('n')
      .where('scope', '!=', 'givenBack')
      .execute()
    return rows.reduce((sum, { n }) => sum + n, 0)
  }
  const newIdentity = () => ({
    name: '张三',
    idCard: `99010119900101${String((people += 1)).padStart(4, '0')}`,
  })

  async function openOn(on: Rule, fields: Partial<Session> = {}) {
    const { bizToken } = await app.addSession(on, { identity: newIdentity(), ...fields })
    const { body } = await post<OpenAnswer>('open', { bizToken })
    return { device: { bizToken, deviceSecret: body.deviceSecret }, opened: body }
  }

  async function agree(device: Device, { consent }: OpenAnswer): Promise<void> {
    const { version, hash, scopes } = consent
    const given = { ...device, version, hash, language: 'en-US', scopes }
    assert.equal((await post('consent', given)).status, 200)
  }

  async function logIn(on: Rule, device: Device, openid = `o${randomUUID()}`): Promise<string> {
    const bound = await app.store.wechatApps.findOfAccount(on.accountId, 'miniapp')
    const code = wechat.issueLoginCode(bound?.appId ?? '', openid)
    assert.equal((await post('openid', { ...device, code })).status, 200)
    return openid
  }

  /** A device that may start: opened, agreed, logged in. */
  async function ready(on = rule, fields: Partial<Session> = {}, openid?: string) {
    const { device, opened } = await openOn(on, fields)
    await agree(device, opened)
    await logIn(on, device, openid)
    return device
  }

  async function started(on = rule, fields: Partial<Session> = {}) {
    const device = await ready(on, fields)
    const { status, body } = await start(device)
    assert.equal(status, 200, body.code)
    return { device, ...body }
  }

  async function refused(
    reply: Promise<{ status: number; body: { code?: string } }>,
    status: number,
    code: string,
  ): Promise<void> {
    const { status: given, body } = await reply
    assert.deepEqual([given, body.code], [status, code])
  }

  /** No ledger row, no message, no evidence; the session waits for another try. */
  async function leftNothing(device: Device): Promise<void> {
    assert.deepEqual(await ledgerOf(device), [])
    const { state, captureId, verdicts } = await sessionOf(device)
    assert.deepEqual([state, captureId, verdicts], ['consented', null, 0])
  }

  it('are announced with a consent that names WeChat and keeps no picture', async () => {
    const { opened } = await openOn(rule)
    assert.equal(opened.engine, 'wechat')
    assert.match(opened.consent.text, /pictures of your face are taken by WeChat/)
    assert.deepEqual(opened.consent.scopes, ['face', 'upload', 'compare'])
    const own = await app.addRule({ channel: 'miniapp' })
    assert.equal((await openOn(own)).opened.engine, 'own')
  })

  it('pass when WeChat says so, with ledger row and message, and nothing else kept', async () => {
    await app.store.webhooks.setTarget({
      accountId: rule.accountId,
      url: 'https://hook.example',
      secret: 's',
    })
    const { device, captureId, verifyId } = await started()
    assert.equal((await sessionOf(device)).state, 'capturing')
    wechat.performVerification(verifyId)
    const { status, body } = await finish(device, captureId)
    assert.equal(status, 200)
    assert.deepEqual(body, {
      verdict: {
        outcome: 'passed',
        advice: null,
        redirectUrl: `https://example.com/done?BizToken=${device.bizToken}`,
      },
    })
    const { state, errCode, verdicts } = await sessionOf(device)
    assert.deepEqual([state, errCode, verdicts], ['passed', 0, 1])
    const [attempt, ...more] = await ledgerOf(device)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [attempt?.seq, attempt?.errCode, attempt?.liveStatus, attempt?.compareStatus, attempt?.sim],
      [captureId, 0, 0, 0, null],
    )
    assert.deepEqual([attempt?.isNeedCharge, attempt?.chargeType], [true, '核身'])
    assert.deepEqual(attempt?.checks, [
      { name: 'engine', value: 'wechat', threshold: '= wechat', outcome: 'pass' },
      { name: 'wechat.errcode', value: 0, threshold: '= 0', outcome: 'pass' },
      { name: 'wechat.verify_ret', value: 10000, threshold: '= 10000', outcome: 'pass' },
    ])
    assert.equal(await app.store.attempts.evidenceOf(captureId), null)
    const deliveries = await app.store.db
      .selectFrom('webhook_deliveries')
      .select('body')
      .where('account_id', '=', rule.accountId)
      .execute()
    assert.deepEqual(
      deliveries.map(({ body }) => JSON.parse(body).Seq),
      [captureId],
    )
  })

  const verdicts: [number, number, (number | null)[], string, boolean][] = [
    [10002, 2013, [null, 2013], 'pose', false],
    [10003, 2006, [null, 2006], 'service', true],
    [10004, 2016, [null, 2016], 'otherPerson', true],
    [10010, 2014, [null, 2014], 'pose', false],
    [10012, 2015, [null, 2015], 'otherPerson', false],
    [10026, 2005, [null, 2005], 'service', false],
    [10042, 2018, [null, null], 'limit', false],
    [90011, 1004, [1004, null], 'liveness', false],
    [90013, 1004, [1004, null], 'liveness', false],
    [90014, 1004, [1004, null], 'liveness', false],
  ]
  for (const [verifyRet, resultCode, halves, advice, isCharged] of verdicts) {
    it(`do not pass at ${verifyRet}: ${resultCode}, and may be tried again`, async () => {
      const { device, captureId, verifyId } = await started()
      wechat.performVerification(verifyId, verifyRet)
      const { body } = await finish(device, captureId)
      assert.deepEqual(body.verdict, { outcome: 'retry', advice, redirectUrl: null })
      const [attempt] = await ledgerOf(device)
      assert.equal(attempt?.errCode, resultCode)
      assert.deepEqual([attempt?.liveStatus, attempt?.compareStatus], halves)
      assert.equal(attempt?.isNeedCharge, isCharged)
      assert.deepEqual(attempt?.checks.at(-1), {
        name: 'wechat.verify_ret',
        value: verifyRet,
        threshold: '= 10000',
        outcome: 'fail',
      })
      const again = await start(device)
      wechat.performVerification(again.body.verifyId)
      assert.equal((await finish(device, again.body.captureId)).body.verdict.outcome, 'passed')
    })
  }

  const none: [number, string, number][] = [
    [90001, 'Capture.ModeUnsupported', 400],
    [90002, 'Capture.Cancelled', 400],
    [90003, 'Capture.Cancelled', 400],
    [90004, 'Capture.Cancelled', 400],
    [90005, 'Capture.Cancelled', 400],
    [90006, 'Capture.Cancelled', 400],
    [90007, 'Capture.NetworkFailed', 400],
    [90008, 'Capture.CameraRefused', 400],
    [90009, 'Capture.MicrophoneRefused', 400],
    [90010, 'Capture.DevicesRefused', 400],
    [90012, 'Capture.NetworkFailed', 400],
    [90017, 'Capture.TooLong', 410],
    [90018, 'Capture.WeChatFailed', 502],
    [90104, 'Capture.WeChatFailed', 502],
    [90105, 'Capture.WeChatFailed', 502],
    [90106, 'Capture.CameraFailed', 400],
    [90107, 'Capture.TooLong', 410],
    [90109, 'Capture.ModeUnsupported', 400],
    [90110, 'Capture.WeChatFailed', 502],
    [90199, 'Capture.WeChatFailed', 502],
    [10007, 'Capture.WeChatFailed', 502],
    [10021, 'Capture.WeChatFailed', 502],
    // Numbers of no document.
    [0, 'Capture.WeChatFailed', 502],
    [1, 'Capture.WeChatFailed', 502],
    [-10000, 'Capture.WeChatFailed', 502],
    [99999, 'Capture.WeChatFailed', 502],
  ]
  it('end without a verdict, leave nothing and cost the try, where the phone or person stopped', async () => {
    for (const [verifyRet, code, status] of none) {
      const { device, captureId, verifyId } = await started()
      const before = await counted()
      wechat.performVerification(verifyId, verifyRet)
      await refused(finish(device, captureId), status, code)
      await leftNothing(device)
      assert.equal(await counted(), before, `${verifyRet}`)
      // It is over: WeChat changing its mind would change nothing.
      wechat.performVerification(verifyId)
      await refused(finish(device, captureId), 410, 'Capture.ChallengeExpired')
      assert.equal((await start(device)).status, 200)
    }
  })

  it('give the try back once, where WeChat’s servers failed', async () => {
    for (const verifyRet of [
      10001, 10006, 10008, 10013, 10014, 10015, 10016, 10029, 10040, 10045,
    ]) {
      const before = await counted()
      const { device, captureId, verifyId } = await started()
      assert.equal(await counted(), before + 2)
      wechat.performVerification(verifyId, verifyRet)
      const replies = await Promise.all([1, 2, 3, 4].map(() => finish(device, captureId)))
      assert.ok(replies.every(({ status }) => status !== 200))
      assert.equal(await counted(), before, `${verifyRet}`)
      await leftNothing(device)
    }
  })

  it('stay open while WeChat has not decided, and are then asked for again', async () => {
    const { device, captureId, verifyId } = await started()
    const { status, body } = await finish(device, captureId)
    assert.deepEqual([status, body.code], [409, 'Capture.Incomplete'])
    assert.match(body.message ?? '', /not finished\. Complete it in WeChat’s page, then ask again/)
    await leftNothing(device)
    wechat.performVerification(verifyId, 10005)
    await refused(finish(device, captureId), 409, 'Session.Busy')
    wechat.performVerification(verifyId)
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed')
  })

  it('are asked for sixty times at most', async () => {
    const { device, captureId } = await started()
    for (let ask = 0; ask < 60; ask += 1) {
      await refused(finish(device, captureId), 409, 'Capture.Incomplete')
    }
    const before = wechat.countCalls(query)
    await refused(finish(device, captureId), 410, 'Capture.ChallengeExpired')
    assert.equal(wechat.countCalls(query), before)
  })

  const hostile: [string, Mishap][] = [
    ['a page', { body: '<html>', contentType: 'text/html' }],
    ['HTTP 500', { body: '', status: 500 }],
    ['a broken connection', 'hangUp'],
    ['a text for a number', answers({ errcode: 0, verify_ret: '10000' })],
    ['a pass without an errcode', answers({ verify_ret: 10000 })],
    ['a pass with an errcode', answers({ errcode: 84009, verify_ret: 10000 })],
    ['a quota', says(45009)],
    ['a permission that is missing', says(48001)],
  ]
  it('neither pass nor end at an answer of WeChat that is none', async () => {
    for (const [what, mishap] of hostile) {
      const { device, captureId, verifyId } = await started()
      wechat.performVerification(verifyId)
      wechat.failNext(query, mishap)
      await refused(finish(device, captureId), 502, 'Capture.WeChatUnavailable')
      await leftNothing(device)
      assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed', what)
    }
  })

  it('are not begun and not counted when WeChat gives no verify id', async () => {
    const before = await counted()
    const device = await ready()
    const mishaps: [Mishap, number, string][] = [
      [{ body: '{"errcode":0,"expires_in":3600}' }, 502, 'Capture.WeChatFailed'],
      ['hangUp', 502, 'Capture.WeChatFailed'],
      [says(48001), 502, 'Capture.WeChatFailed'],
      [says(84014), 400, 'FailedOperation.NameFormatError'],
      [says(84015), 400, 'FailedOperation.IdFormatError'],
    ]
    for (const [mishap, status, code] of mishaps) {
      wechat.failNext(begin, mishap)
      await refused(start(device), status, code)
      assert.equal(await counted(), before)
      await leftNothing(device)
    }
    assert.equal((await start(device)).status, 200)
  })

  it('answer the same again from the ledger, without asking WeChat', async () => {
    for (const verifyRet of [10000, 10004]) {
      const { device, captureId, verifyId } = await started()
      wechat.performVerification(verifyId, verifyRet)
      const first = await finish(device, captureId)
      const asked = wechat.countCalls(query)
      wechat.performVerification(verifyId, verifyRet === 10000 ? 10004 : 10000)
      for (let again = 0; again < 3; again += 1) {
        assert.deepEqual((await finish(device, captureId)).body, first.body)
      }
      assert.equal(wechat.countCalls(query), asked)
      assert.equal((await ledgerOf(device)).length, 1)
    }
  })

  it('answer the same again when another try has passed since', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId, 10004)
    const first = await finish(device, captureId)
    const second = (await start(device)).body
    wechat.performVerification(second.verifyId)
    await finish(device, second.captureId)
    assert.deepEqual((await finish(device, captureId)).body, first.body)
  })

  it('give one verdict to many that ask at once', async () => {
    for (const verifyRet of [10000, 10004]) {
      const { device, captureId, verifyId } = await started()
      wechat.performVerification(verifyId, verifyRet)
      const replies = await Promise.all(Array.from({ length: 12 }, () => finish(device, captureId)))
      const outcome = verifyRet === 10000 ? 'passed' : 'retry'
      for (const { status, body } of replies) {
        if (status === 200) assert.equal(body.verdict.outcome, outcome)
        else assert.equal(body.code, 'Session.Busy')
      }
      assert.ok(replies.some(({ status }) => status === 200))
      assert.equal((await ledgerOf(device)).length, 1)
      assert.equal((await sessionOf(device)).verdicts, 1)
    }
  })

  /** Two requests, of which the second runs whole while the first is about to take the session. */
  async function overtaken(device: Device, captureId: string) {
    const { challenges } = app.store
    const ask = challenges.ask.bind(challenges)
    const replies: Awaited<ReturnType<typeof finish>>[] = []
    challenges.ask = async (...request) => {
      challenges.ask = ask
      const row = await ask(...request)
      replies.push(await finish(device, captureId))
      return row
    }
    replies.push(await finish(device, captureId))
    return replies
  }

  it('give one verdict to one that was overtaken, and one try back', async () => {
    const tried = await started()
    wechat.performVerification(tried.verifyId, 10004)
    const [first, second] = await overtaken(tried.device, tried.captureId)
    assert.equal(first?.body.verdict.outcome, 'retry')
    assert.deepEqual(second?.body, first?.body)
    assert.equal((await ledgerOf(tried.device)).length, 1)

    // With other tries of the same person on the counters, which must stay counted.
    const identity = newIdentity()
    const openid = `o${randomUUID()}`
    for (let i = 0; i < 3; i += 1) await start(await ready(rule, { identity }, openid))
    const before = await counted()
    const device = await ready(rule, { identity }, openid)
    const { captureId, verifyId } = (await start(device)).body
    wechat.performVerification(verifyId, 10006)
    for (const { body } of await overtaken(device, captureId)) {
      assert.equal(body.code, 'Capture.WeChatFailed')
    }
    assert.equal(await counted(), before)
  })

  it('belong to one session: another’s capture is unknown, whatever it ended in', async () => {
    const mine = await started()
    const others = await started()
    wechat.performVerification(others.verifyId)
    await refused(finish(mine.device, others.captureId), 410, 'Capture.ChallengeExpired')
    assert.equal((await sessionOf(mine.device)).state, 'capturing')
    await finish(others.device, others.captureId)
    await refused(finish(mine.device, others.captureId), 410, 'Capture.ChallengeExpired')
    await refused(finish(mine.device, randomUUID()), 410, 'Capture.ChallengeExpired')
    assert.deepEqual(await ledgerOf(mine.device), [])
    const stranger = { ...mine.device, deviceSecret: 'B'.repeat(43) }
    await refused(finish(stranger, mine.captureId), 403, 'Session.OtherDevice')
  })

  it('give the session to the newer start', async () => {
    const { device, captureId, verifyId } = await started()
    const newer = (await start(device)).body
    wechat.performVerification(verifyId)
    await refused(finish(device, captureId), 409, 'Capture.Superseded')
    wechat.performVerification(newer.verifyId, 10004)
    assert.equal((await finish(device, newer.captureId)).body.verdict.outcome, 'retry')
  })

  it('do not finish once a newer one was started, whatever became of that', async () => {
    const { device, captureId, verifyId } = await started()
    // One that could not begin takes nobody's place.
    wechat.failNext(begin, 'hangUp')
    await refused(start(device), 502, 'Capture.WeChatFailed')
    assert.equal((await sessionOf(device)).state, 'consented')
    const newer = (await start(device)).body
    wechat.performVerification(verifyId)
    wechat.performVerification(newer.verifyId, 90002)
    await refused(finish(device, newer.captureId), 400, 'Capture.Cancelled')
    assert.equal((await sessionOf(device)).state, 'consented')
    const asked = wechat.countCalls(query)
    await refused(finish(device, captureId), 409, 'Capture.Superseded')
    assert.equal(wechat.countCalls(query), asked)
    await leftNothing(device)
    const third = (await start(device)).body
    wechat.performVerification(third.verifyId)
    app.clockAheadMs = 10 * minuteMs
    await app.runJob('releaseAbandoned')
    await refused(finish(device, captureId), 409, 'Capture.Superseded')
    assert.equal((await finish(device, third.captureId)).body.verdict.outcome, 'passed')
  })

  it('do not finish when a newer one was started while the session was being taken', async () => {
    const { device, captureId, verifyId } = await started()
    const { challenges } = app.store
    const ask = challenges.ask.bind(challenges)
    challenges.ask = async (...request) => {
      challenges.ask = ask
      const row = await ask(...request)
      const newer = (await start(device)).body
      wechat.performVerification(verifyId)
      wechat.performVerification(newer.verifyId, 90002)
      await refused(finish(device, newer.captureId), 400, 'Capture.Cancelled')
      return row
    }
    await refused(finish(device, captureId), 409, 'Capture.Superseded')
    await leftNothing(device)
  })

  it('count a failure at the next start, whatever the phone does', async () => {
    const thrice = await addRule({ maxAttempts: 3 })
    const device = await ready(thrice)
    const before = await counted()
    const failed: string[] = []
    for (let i = 0; i < 3; i += 1) {
      const { status, body } = await start(device)
      assert.equal(status, 200, body.code)
      wechat.performVerification(body.verifyId, 10004)
      failed.push(body.captureId)
    }
    await refused(start(device), 409, 'Session.Finished')
    const ledger = await ledgerOf(device)
    assert.deepEqual(
      ledger.map(({ seq, errCode }) => [seq, errCode]),
      failed.map(captureId => [captureId, 2016]),
    )
    assert.equal((await sessionOf(device)).state, 'failed')
    assert.equal(await counted(), before + 6, 'a start that came to nothing is not counted')
    const last = await finish(device, failed[2]!)
    assert.equal(last.body.verdict.outcome, 'failed')
  })

  it('count a failure at many starts at once one time', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId, 10004)
    await Promise.all([1, 2, 3, 4].map(() => start(device)))
    assert.deepEqual(
      (await ledgerOf(device)).map(({ seq }) => seq),
      [captureId],
    )
    const again = await start(device)
    assert.equal(again.status, 200, again.body.code)
  })

  it('have passed at the next start, too', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId)
    await refused(start(device), 409, 'Session.Finished')
    assert.equal((await sessionOf(device)).state, 'passed')
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed')
  })

  it('start again after one that ended without a verdict, and not while WeChat is silent about it', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId, 90002)
    const before = await counted()
    wechat.failNext(query, 'hangUp')
    await refused(start(device), 502, 'Capture.WeChatFailed')
    assert.equal(await counted(), before)
    await leftNothing(device)
    const again = await start(device)
    assert.equal(again.status, 200, again.body.code)
    assert.deepEqual(await ledgerOf(device), [])
    await refused(finish(device, captureId), 410, 'Capture.ChallengeExpired')
  })

  it('go on when an older start comes back from WeChat after them', async () => {
    const device = await ready()
    const before = await counted()
    const newer: NativeStartAnswer[] = []
    whileStarting = async () => {
      whileStarting = async () => {}
      newer.push((await start(device)).body)
    }
    await refused(start(device), 409, 'Capture.Superseded')
    assert.equal(await counted(), before + 2)
    const [{ captureId, verifyId } = assert.fail('no newer start')] = newer
    wechat.performVerification(verifyId)
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed')
  })

  describe('and that no phone asks about', () => {
    // What other tests left would be asked about, too.
    beforeEach(() => app.store.db.deleteFrom('challenges').execute())

    const settle = async (afterMs: number) => {
      app.clockAheadMs += afterMs
      await app.runJob('releaseAbandoned')
      return await app.runJob('settleNative')
    }

    it('are kept all the same: passed or not, once, with the message to the account', async () => {
      const told = await addRule()
      const target = { accountId: told.accountId, url: 'https://hook.example', secret: 's' }
      await app.store.webhooks.setTarget(target)
      const failed = await started(told)
      const passed = await started(told)
      wechat.performVerification(failed.verifyId, 10004)
      wechat.performVerification(passed.verifyId)
      assert.equal(await settle(2 * minuteMs), 0, 'the phone has its time')
      assert.deepEqual(await ledgerOf(failed.device), [])
      assert.equal(await settle(2 * minuteMs), 2)
      assert.equal(await settle(0), 0)
      assert.deepEqual(
        (await ledgerOf(failed.device)).map(({ seq, errCode }) => [seq, errCode]),
        [[failed.captureId, 2016]],
      )
      const { state, verdicts } = await sessionOf(failed.device)
      assert.deepEqual([state, verdicts], ['consented', 1])
      assert.equal((await sessionOf(passed.device)).state, 'passed')
      const deliveries = await app.store.db
        .selectFrom('webhook_deliveries')
        .select('body')
        .where('account_id', '=', told.accountId)
        .execute()
      assert.equal(deliveries.length, 2)
      // A phone that comes back late is told the same.
      const late = await finish(failed.device, failed.captureId)
      assert.deepEqual(late.body.verdict, {
        outcome: 'retry',
        advice: 'otherPerson',
        redirectUrl: null,
      })
      assert.equal((await ledgerOf(failed.device)).length, 1)
    })

    it('are asked about until they are decided, or their hour is over', async () => {
      const { device, captureId, verifyId } = await started()
      await settle(4 * minuteMs)
      const { state, captureId: owner } = await sessionOf(device)
      assert.deepEqual([state, owner], ['capturing', captureId], 'the person may be at it')
      wechat.failNext(query, 'hangUp')
      await settle(10 * minuteMs)
      await leftNothing(device)
      wechat.performVerification(verifyId, 10004)
      const asked = wechat.countCalls(query)
      await settle(9 * minuteMs)
      assert.equal(wechat.countCalls(query), asked, 'not more often than every ten minutes')
      await settle(minuteMs)
      assert.equal((await ledgerOf(device)).at(-1)?.seq, captureId)

      const idle = await started()
      await settle(61 * minuteMs)
      await leftNothing(idle.device)
      app.clockAheadMs += 5 * minuteMs
      await app.runJob('releaseAbandoned')
      await refused(finish(idle.device, idle.captureId), 410, 'Capture.ChallengeExpired')
    })

    it('are looked at once more before their hour ends, however often the phone asks', async () => {
      const { device, captureId, verifyId } = await started()
      app.clockAheadMs = 58.5 * minuteMs
      await refused(finish(device, captureId), 409, 'Capture.Incomplete')
      wechat.performVerification(verifyId, 10004)
      await settle(0)
      assert.equal((await ledgerOf(device)).at(-1)?.errCode, 2016)
    })

    it('give one verdict to the phone and to the job that come together', async () => {
      for (const verifyRet of [10000, 10004]) {
        const { device, captureId, verifyId } = await started()
        wechat.performVerification(verifyId, verifyRet)
        app.clockAheadMs += 4 * minuteMs
        const replies = await Promise.all([
          ...Array.from({ length: 4 }, () => finish(device, captureId)),
          app.runJob('settleNative'),
          app.runJob('settleNative'),
        ])
        assert.equal(replies.length, 6)
        assert.equal((await ledgerOf(device)).length, 1)
        assert.equal((await sessionOf(device)).verdicts, 1)
      }
      // And when the phone was first, between the job's look and its taking of the session.
      const { device, captureId, verifyId } = await started()
      wechat.performVerification(verifyId, 10004)
      const { challenges } = app.store
      const takeUnasked = challenges.takeUnasked.bind(challenges)
      challenges.takeUnasked = async (...request) => {
        challenges.takeUnasked = takeUnasked
        const row = await takeUnasked(...request)
        assert.equal(row?.captureId, captureId)
        assert.equal((await finish(device, captureId)).body.verdict.outcome, 'retry')
        return row
      }
      await settle(4 * minuteMs)
      assert.equal((await ledgerOf(device)).length, 1)
    })

    it('give the try back where WeChat failed, and cost it where the person stopped', async () => {
      for (const [verifyRet, isGivenBack] of [
        [10013, true],
        [90002, false],
      ] as const) {
        const before = await counted()
        const { device, verifyId } = await started()
        wechat.performVerification(verifyId, verifyRet)
        await settle(4 * minuteMs)
        assert.equal(await counted(), isGivenBack ? before : before + 2)
        await leftNothing(device)
      }
    })

    it('keep their session beyond its hour while they are open', async () => {
      const { device, captureId, verifyId } = await started(rule, {
        expiresAt: Date.now() + 4.5 * minuteMs,
      })
      await settle(4 * minuteMs)
      app.clockAheadMs += 0.75 * minuteMs
      wechat.performVerification(verifyId)
      assert.equal((await finish(device, captureId)).body.verdict?.outcome, 'passed')
    })

    it('wait for the next run where WeChat is away, and where a run has taken long', async () => {
      const devices: Device[] = []
      for (let i = 0; i < 4; i += 1) {
        const { device, verifyId } = await started()
        wechat.performVerification(verifyId, 10004)
        devices.push(device)
      }
      const judged = async () => (await Promise.all(devices.map(ledgerOf))).flat().length
      app.clockAheadMs = 4 * minuteMs
      const asked = wechat.countCalls(query)
      wechat.failNext(query, 'hangUp')
      assert.equal(await settle(0), 0)
      assert.equal(wechat.countCalls(query), asked + 1)
      // One account's trouble is not the others'.
      wechat.failNext(query, says(48001))
      meanwhile = async () => {
        app.clockAheadMs += 60_000
      }
      assert.equal(await settle(minuteMs), 1)
      meanwhile = async () => {}
      assert.equal(await settle(0), 1)
      assert.equal(await judged(), 2)
      assert.equal(await settle(12 * minuteMs), 2)
    })

    it('are looked at again when WeChat was away at the last look', async () => {
      const { device, verifyId } = await started()
      wechat.performVerification(verifyId, 10004)
      wechat.failNext(query, 'hangUp')
      assert.equal(await settle(58.5 * minuteMs), 0)
      assert.equal(await settle(0), 1)
      assert.equal((await ledgerOf(device)).length, 1)
    })

    it('say nothing of an identity that was typed since', async () => {
      const page = await addRule({ identityEntry: 'page' })
      const other = { name: '李四', idCard: '11010519491231002X' }
      const { device, captureId, verifyId } = await started(page)
      await refused(finish(device, captureId), 409, 'Capture.Incomplete')
      assert.equal((await post('identity', { ...device, ...other })).status, 200)
      wechat.performVerification(verifyId, 10004)
      const asked = wechat.countCalls(query)
      await settle(4 * minuteMs)
      assert.equal(wechat.countCalls(query), asked)
      await leftNothing(device)
      await refused(finish(device, captureId), 410, 'Capture.ChallengeExpired')
    })

    it('are settled once when another identity is typed while WeChat is asked', async () => {
      const page = await addRule({ identityEntry: 'page' })
      const other = { name: '李四', idCard: '11010519491231002X' }
      const { device, captureId, verifyId } = await started(page)
      await refused(finish(device, captureId), 409, 'Capture.Incomplete')
      wechat.performVerification(verifyId, 10004)
      meanwhile = async () => {
        meanwhile = async () => {}
        assert.equal((await post('identity', { ...device, ...other })).status, 200)
      }
      await settle(4 * minuteMs)
      const ledger = await ledgerOf(device)
      assert.deepEqual(
        ledger.map(({ seq, errCode }) => [seq, errCode]),
        [[captureId, 2016]],
      )
      assert.equal((await sessionOf(device)).identity?.name, other.name)
    })

    it('are left alone when a newer one was started, or the person withdrew', async () => {
      const { device, verifyId } = await started()
      await start(device)
      wechat.performVerification(verifyId)
      await settle(6 * minuteMs)
      await leftNothing(device)
      const gone = await started()
      wechat.performVerification(gone.verifyId)
      await post('withdraw', gone.device)
      await settle(4 * minuteMs)
      assert.deepEqual(await ledgerOf(gone.device), [])
    })
  })

  it('do not pass for an identity that was changed meanwhile', async () => {
    const page = await addRule({ identityEntry: 'page' })
    const identity = { name: '张三', idCard: '11010519491231002X' }
    const { device, captureId, verifyId } = await started(page, { identity })
    await refused(finish(device, captureId), 409, 'Capture.Incomplete')
    assert.equal((await post('identity', { ...device, ...identity, name: '李四' })).status, 200)
    wechat.performVerification(verifyId)
    const { body } = await finish(device, captureId)
    assert.deepEqual(body.verdict, { outcome: 'retry', advice: 'service', redirectUrl: null })
    const [attempt] = await ledgerOf(device)
    assert.deepEqual([attempt?.errCode, attempt?.isNeedCharge], [1007, false])
    assert.deepEqual(attempt?.checks.at(-1), {
      name: 'wechat.errcode',
      value: 84018,
      threshold: '= 0',
      outcome: 'fail',
    })
  })

  it('are settled before another identity is taken', async () => {
    const page = await addRule({ identityEntry: 'page' })
    const other = { name: '李四', idCard: '11010519491231002X' }
    const failed = await started(page)
    await refused(finish(failed.device, failed.captureId), 409, 'Capture.Incomplete')
    wechat.performVerification(failed.verifyId, 10004)
    wechat.failNext(query, 'hangUp')
    const typed = { ...failed.device, ...other }
    await refused(post('identity', typed), 502, 'Capture.WeChatFailed')
    assert.equal((await sessionOf(failed.device)).identity?.name, '张三')
    assert.equal((await post('identity', typed)).status, 200)
    assert.deepEqual(
      (await ledgerOf(failed.device)).map(({ seq, errCode }) => [seq, errCode]),
      [[failed.captureId, 2016]],
    )
    const answered = await finish(failed.device, failed.captureId)
    assert.equal(answered.body.verdict.outcome, 'retry')

    const passed = await started(page)
    await refused(finish(passed.device, passed.captureId), 409, 'Capture.Incomplete')
    wechat.performVerification(passed.verifyId)
    await refused(post('identity', { ...passed.device, ...other }), 409, 'Session.Finished')
    const { state, identity } = await sessionOf(passed.device)
    assert.deepEqual([state, identity?.name], ['passed', '张三'])

    const cancelled = await started(page)
    await refused(finish(cancelled.device, cancelled.captureId), 409, 'Capture.Incomplete')
    wechat.performVerification(cancelled.verifyId, 90002)
    assert.equal((await post('identity', { ...cancelled.device, ...other })).status, 200)
    await leftNothing(cancelled.device)
  })

  it('are asked about sixty times at most by whoever types other names', async () => {
    const page = await addRule({ identityEntry: 'page' })
    const typed = { name: '张三', idCard: '11010519491231002X' }
    const { device, captureId } = await started(page, { identity: typed })
    await refused(finish(device, captureId), 409, 'Capture.Incomplete')
    const asked = wechat.countCalls(query)
    for (const name of ['李四', '张三', '李四'])
      assert.equal((await post('identity', { ...device, ...typed, name })).status, 200)
    assert.equal(wechat.countCalls(query) - asked, 1, 'it is void then')
    const open = await started(page)
    for (let at = 0; at < 70; at += 1)
      await refused(post('identity', { ...open.device, ...typed }), 409, 'Session.Busy')
    assert.equal(wechat.countCalls(query) - asked, 61)
  })

  it('tell a person who withdrew while WeChat is asked so, who typed another name', async () => {
    const page = await addRule({ identityEntry: 'page' })
    const typed = { name: '张三', idCard: '11010519491231002X' }
    const { device, captureId } = await started(page, { identity: typed })
    await refused(finish(device, captureId), 409, 'Capture.Incomplete')
    meanwhile = async () => {
      meanwhile = async () => {}
      await post('withdraw', device)
    }
    await refused(post('identity', { ...device, ...typed, name: '李四' }), 410, 'Session.Withdrawn')
  })

  it('give no try back to an identity that it was not counted for', async () => {
    const page = await addRule({ identityEntry: 'page' })
    const other = { name: '李四', idCard: '11010519491231002X' }
    for (let i = 0; i < 2; i += 1) await start(await ready(rule, { identity: other }))
    const { device, captureId } = await started(page)
    await refused(finish(device, captureId), 409, 'Capture.Incomplete')
    assert.equal((await post('identity', { ...device, ...other })).status, 200)
    const before = await counted()
    wechat.failNext(query, answers({ errcode: 0, verify_ret: 10006 }))
    await refused(finish(device, captureId), 502, 'Capture.WeChatFailed')
    assert.equal(await counted(), before)
  })

  it('may stay in WeChat’s pages for longer than a server’s crash goes unnoticed', async () => {
    const { device, captureId, verifyId } = await started()
    app.clockAheadMs = 10 * minuteMs
    await app.runJob('releaseAbandoned')
    assert.equal((await sessionOf(device)).state, 'consented')
    wechat.performVerification(verifyId)
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed')
  })

  it('are not taken for abandoned at their verdict, however long they were in WeChat’s pages', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId)
    app.clockAheadMs = 5 * minuteMs - 1000
    meanwhile = async () => {
      app.clockAheadMs += 2000
      await app.runJob('releaseAbandoned')
    }
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'passed')
  })

  it('end with the hour of their verify id, and with their session', async () => {
    const late = await started()
    const gone = await started()
    wechat.performVerification(late.verifyId)
    app.clockAheadMs = 61 * minuteMs
    await refused(finish(late.device, late.captureId), 410, 'Capture.ChallengeExpired')
    await leftNothing(late.device)
    assert.equal((await start(late.device)).status, 200)
    assert.equal((await post('withdraw', gone.device)).status, 200)
    await refused(finish(gone.device, gone.captureId), 410, 'Session.Gone')
    app.clockAheadMs = 121 * minuteMs
    await refused(start(late.device), 410, 'Session.Expired')
  })

  it('leave nothing of a person who withdraws while WeChat is asked', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId)
    meanwhile = async () => {
      assert.equal((await post('withdraw', device)).status, 200)
    }
    await refused(finish(device, captureId), 410, 'Session.Withdrawn')
    assert.deepEqual(await ledgerOf(device), [])
    assert.equal((await sessionOf(device)).state, 'expired')
  })

  it('cannot be taken over while WeChat is asked', async () => {
    const { device, captureId, verifyId } = await started()
    wechat.performVerification(verifyId, 10004)
    meanwhile = async () => {
      meanwhile = async () => {}
      await refused(start(device), 409, 'Session.Busy')
      await refused(finish(device, captureId), 409, 'Session.Busy')
    }
    assert.equal((await finish(device, captureId)).body.verdict.outcome, 'retry')
  })

  it('end for good with the last try of a rule, and say so again', async () => {
    const twice = await addRule({ maxAttempts: 2 })
    const device = await ready(twice)
    const fail = async () => {
      const { captureId, verifyId } = (await start(device)).body
      wechat.performVerification(verifyId, 10004)
      return { captureId, ...(await finish(device, captureId)).body.verdict }
    }
    const first = await fail()
    assert.equal(first.outcome, 'retry')
    const last = await fail()
    assert.deepEqual([last.outcome, last.advice], ['failed', 'otherPerson'])
    assert.match(last.redirectUrl ?? '', /BizToken=/)
    assert.equal((await finish(device, last.captureId)).body.verdict.outcome, 'failed')
    assert.equal((await finish(device, first.captureId)).body.verdict.outcome, 'retry')
    await refused(start(device), 409, 'Session.Finished')
  })

  it('share the twenty tries of a day with the kit’s own captures', async () => {
    const own = record.rule({ accountId: rule.accountId, channel: 'miniapp', engine: 'own' })
    await app.store.rules.insert(own)
    const identity = newIdentity()
    const openid = `o${randomUUID()}`
    const ownDevice = await ready(own, { identity }, openid)
    const greet = async () => {
      const client = await new CaptureClient(app.url).opened()
      await client.greet(ownDevice)
      await client.preview()
      return client
    }
    for (let i = 0; i < 3; i += 1) {
      const client = await greet()
      await client.askChallenge()
      client.send({ type: 'leave', reason: 'cancelled' })
      await client.closed
    }
    const device = await ready(rule, { identity }, openid)
    for (let i = 0; i < 17; i += 1) assert.equal((await start(device)).status, 200)
    await refused(start(device), 429, 'FailedOperation.IdentityAuthLimitExceeded')
    await refused(start(device), 429, 'FailedOperation.IdentityAuthLimitExceeded')
    const [attempt, ...more] = await ledgerOf(device)
    assert.deepEqual([attempt?.errCode, attempt?.isNeedCharge, more.length], [2018, false, 0])
    assert.equal((await sessionOf(device)).state, 'consented')
    const client = await greet()
    client.send({ type: 'ready', clockMs: performance.now() })
    await assert.rejects(client.next('challenge'), /IdentityAuthLimitExceeded/)
    // Another WeChat account with the same ID number is at its end, too.
    await refused(
      start(await ready(rule, { identity })),
      429,
      'FailedOperation.IdentityAuthLimitExceeded',
    )
  })

  it('are counted for twenty of forty that start at once', async () => {
    const identity = newIdentity()
    const openid = `o${randomUUID()}`
    const devices: Device[] = []
    for (let i = 0; i < 40; i += 1) devices.push(await ready(rule, { identity }, openid))
    const replies = await Promise.all(devices.map(start))
    assert.equal(replies.filter(({ status }) => status === 200).length, 20)
    assert.equal(replies.filter(({ status }) => status === 429).length, 20)
  })

  it('are refused on rules of the kit’s own engine, and own captures on theirs', async () => {
    const own = await addRule({ engine: 'own' })
    const device = await ready(own)
    await refused(start(device), 409, 'Capture.EngineMismatch')
    await refused(finish(device, randomUUID()), 409, 'Capture.EngineMismatch')
    const theirs = await ready()
    const client = await new CaptureClient(app.url).opened()
    client.hello(theirs)
    await assert.rejects(client.next('welcome'), /Capture\.EngineMismatch/)
    assert.equal((await client.closed).code, 4415)
    await leftNothing(theirs)
  })

  it('begin only with consent, openid, identity and an enabled rule', async () => {
    const { device, opened } = await openOn(rule)
    await refused(start(device), 409, 'Session.ConsentNeeded')
    await agree(device, opened)
    await refused(start(device), 409, 'Session.OpenidNeeded')
    const page = await addRule({ identityEntry: 'page' })
    await refused(start(await ready(page, { identity: null })), 400, 'Session.IdentityNeeded')
    const disabled = await addRule()
    const late = await ready(disabled)
    await app.store.rules.update(disabled.ruleId, { state: 'disabled' })
    await refused(start(late), 400, 'InvalidParameterValue.RuleIdDisabled')
    const unbound = await addRule()
    const cut = await ready(unbound)
    const bound = await app.store.wechatApps.findOfAccount(unbound.accountId, 'miniapp')
    await app.store.wechatApps.remove(bound?.appId ?? '')
    const before = await counted()
    await refused(start(cut), 502, 'Capture.WeChatFailed')
    assert.equal(await counted(), before)
    await leftNothing(cut)
  })

  it('take known fields only', async () => {
    const device = await ready()
    await refused(start({ ...device, verifyId: 'mine' }), 400, 'InvalidParameter')
    await refused(finish(device, 'not-a-capture'), 400, 'InvalidParameter')
    await refused(
      post('native/finish', { ...device, captureId: randomUUID(), verifyRet: 10000 }),
      400,
      'InvalidParameter',
    )
  })

  it('have written nothing of a person into the log', () => {
    const logged = app.logged()
    assert.match(logged, /verify_ret 90002/)
    assert.doesNotMatch(logged, /张三|李四|99010119900101|11010519491231002X|\bo[0-9a-f]{8}-/)
  })
})
