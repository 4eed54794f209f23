import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import type { FaceSubject, MiniAppAccount, WeChatApi } from '../../server/domain/wechat.ts'
import { WeChatError, type WeChatFault } from '../../server/domain/weChatError.ts'
import { certHash } from '../../server/wechat/certHash.ts'
import { createWeChatApi } from '../../server/wechat/createWeChatApi.ts'
import {
  refusal,
  startWeChatStandIn,
  type Mishap,
  type WeChatStandIn,
} from '../support/weChatStandIn.ts'

const account: MiniAppAccount = {
  kind: 'miniapp',
  appId: 'wx0000000000000aaa',
  secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
}
const begin = '/cityservice/face/identify/getverifyid'
const query = '/cityservice/face/identify/queryverifyinfo'
const tokenPath = '/cgi-bin/stable_token'
/** The document's own example. */
const identity = { name: '张三', idCard: '310101199801011234' }
const documentHash = '3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b'

const says = (errcode: number, errmsg = 'as scripted'): Mishap => ({
  body: JSON.stringify(refusal(errcode, errmsg)),
})
const answers = (answer: unknown): Mishap => ({ body: JSON.stringify(answer) })

describe('WeChat’s face API', () => {
  let standIn: WeChatStandIn
  let api: WeChatApi
  let nowMs: number
  let subjects = 0
  const openid = 'oPerson'
  const subject = (fields: Partial<FaceSubject> = {}): FaceSubject => ({
    outSeqNo: `sequence-${(subjects += 1)}`,
    identity,
    openid,
    ...fields,
  })

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1)
    const clock = () => nowMs
    standIn = await startWeChatStandIn(clock)
    standIn.addAccount(account)
    standIn.issueLoginCode(account.appId, openid)
    api = createWeChatApi({ clock, apiUrl: standIn.url, openUrl: standIn.url })
  })
  afterEach(() => standIn.close())

  /** Asserts the fault, and that nothing of the error shows a secret or the person. */
  async function refuses(run: Promise<unknown>, code: WeChatFault, errcode: number | null = null) {
    const error: unknown = await run.then(
      value => assert.fail(`not refused: ${inspect(value)}`),
      (error: unknown) => error,
    )
    assert.ok(error instanceof WeChatError, inspect(error))
    assert.deepEqual({ code: error.code, errcode: error.errcode }, { code, errcode })
    const shown = inspect(error, { showHidden: true, depth: 10 }) + JSON.stringify(error)
    for (const hidden of [account.secret, identity.name, identity.idCard, documentHash, openid]) {
      assert.ok(!shown.includes(hidden), shown)
    }
    return error
  }

  it('hashes the identity as the document’s example', () => {
    assert.equal(certHash(identity), documentHash)
    assert.notEqual(certHash({ ...identity, name: '张四' }), documentHash)
  })

  it('begins with who it is about, the token in the query alone', async () => {
    const about = subject()
    const { verifyId, lifetimeMs } = await api.getVerifyId(account, about)
    assert.match(verifyId, /^[\w-]{64}$/)
    assert.equal(lifetimeMs, 3_600_000)
    const call = standIn.calls.find(({ path }) => path === begin)
    assert.deepEqual(Object.keys(call?.query ?? {}), ['access_token'])
    assert.deepEqual(call?.body, {
      out_seq_no: about.outSeqNo,
      cert_info: {
        cert_type: 'IDENTITY_CARD',
        cert_name: identity.name,
        cert_no: identity.idCard,
      },
      openid,
    })
  })

  it('tells how it ended, and before that that it has not', async () => {
    const about = subject()
    const { verifyId } = await api.getVerifyId(account, about)
    assert.equal(await api.queryVerifyInfo(account, { ...about, verifyId }), 10300)
    standIn.performVerification(verifyId, 90002)
    assert.equal(await api.queryVerifyInfo(account, { ...about, verifyId }), 90002)
    standIn.performVerification(verifyId)
    assert.equal(await api.queryVerifyInfo(account, { ...about, verifyId }), 10000)
    const call = standIn.calls.at(-1)
    assert.deepEqual(call?.body, {
      verify_id: verifyId,
      out_seq_no: about.outSeqNo,
      cert_hash: documentHash,
      openid,
    })
  })

  it('is stopped where the verification belongs to somebody else', async () => {
    const about = subject()
    const { verifyId } = await api.getVerifyId(account, about)
    standIn.performVerification(verifyId)
    const ask = (fields: Partial<FaceSubject>) =>
      api.queryVerifyInfo(account, { ...about, verifyId, ...fields })
    await refuses(ask({ openid: 'oAnother' }), 'otherPerson', 84017)
    const other = { ...identity, idCard: '310101199801011235' }
    await refuses(ask({ identity: other }), 'otherPerson', 84018)
    await refuses(ask({ identity: { ...identity, name: '李四' } }), 'otherPerson', 84018)
    await refuses(ask({ outSeqNo: 'another-sequence' }), 'otherPerson', 84020)
    nowMs += 3_600_000
    await refuses(ask({}), 'verifyIdExpired', 84022)
  })

  it('is stopped where WeChat takes no such name, number, openid or sequence', async () => {
    const ask = (fields: Partial<FaceSubject>) => api.getVerifyId(account, subject(fields))
    await refuses(ask({ identity: { ...identity, name: '' } }), 'nameRefused', 84014)
    await refuses(ask({ identity: { ...identity, idCard: '31' } }), 'idCardRefused', 84015)
    await refuses(ask({ openid: 'oStranger' }), 'refused', 40003)
    await refuses(ask({ outSeqNo: 'four' }), 'refused', 84011)
    const twice = subject()
    await api.getVerifyId(account, twice)
    await refuses(api.getVerifyId(account, twice), 'refused', 84019)
  })

  it('gets a new token once when WeChat refuses it, for both calls', async () => {
    const about = subject()
    const { verifyId } = await api.getVerifyId(account, about)
    standIn.revokeToken(account.appId)
    assert.equal(await api.queryVerifyInfo(account, { ...about, verifyId }), 10300)
    standIn.revokeToken(account.appId)
    await api.getVerifyId(account, subject())
    assert.equal(standIn.countCalls(tokenPath), 3)
    standIn.failNext(query, says(42001), says(40014))
    const refused = api.queryVerifyInfo(account, { ...about, verifyId })
    await refuses(refused, 'tokenRefused', 40014)
  })

  it('says what the operator has to mend, and tries a busy WeChat once more', async () => {
    standIn.failNext(begin, says(48001))
    await refuses(api.getVerifyId(account, subject()), 'notPermitted', 48001)
    standIn.failNext(begin, says(45009))
    await refuses(api.getVerifyId(account, subject()), 'tooFrequent', 45009)
    standIn.failNext(begin, says(-1))
    assert.ok((await api.getVerifyId(account, subject())).verifyId)
  })

  it('hides person and token even where WeChat repeats them', async () => {
    const echo = `bad ${identity.name} ${identity.idCard} ${openid}`
    standIn.failNext(begin, says(84011, echo))
    await refuses(api.getVerifyId(account, subject()), 'refused', 84011)
    const token = standIn.calls.at(-1)?.query['access_token'] ?? ''
    assert.ok(token.length > 20)
    standIn.failNext(query, says(84011, `${echo} ${documentHash} ${token}`))
    const error = await refuses(
      api.queryVerifyInfo(account, { ...subject(), verifyId: 'v' }),
      'refused',
      84011,
    )
    assert.match(error.message, /bad \*\*\* \*\*\* \*\*\* \*\*\* \*\*\*, rid/)
  })

  const noVerifyId: [string, unknown][] = [
    ['nothing', {}],
    ['an empty verify_id', { errcode: 0, verify_id: '', expires_in: 3600 }],
    ['a verify_id of 257 characters', { verify_id: 'x'.repeat(257), expires_in: 3600 }],
    ['a verify_id with a line break', { verify_id: 'a\nb', expires_in: 3600 }],
    ['a verify_id that is a number', { verify_id: 7, expires_in: 3600 }],
    ['no lifetime', { verify_id: 'abc' }],
    ['a lifetime of 0', { verify_id: 'abc', expires_in: 0 }],
    ['a lifetime that is a text', { verify_id: 'abc', expires_in: '3600' }],
    ['a list', [{ verify_id: 'abc', expires_in: 3600 }]],
  ]
  for (const [what, answer] of noVerifyId) {
    it(`takes ${what} for no verify id`, async () => {
      standIn.failNext(begin, answers(answer))
      await refuses(api.getVerifyId(account, subject()), 'badAnswer')
    })
  }

  it('never believes in more than an hour', async () => {
    standIn.failNext(begin, answers({ verify_id: 'x'.repeat(256), expires_in: 1e12 }))
    assert.equal((await api.getVerifyId(account, subject())).lifetimeMs, 3_600_000)
  })

  const noVerdict: [string, unknown][] = [
    ['nothing', {}],
    ['a verify_ret without errcode 0', { verify_ret: 10000 }],
    ['errcode null', { errcode: null, verify_ret: 10000 }],
    ['a verify_ret that is a text', { errcode: 0, verify_ret: '10000' }],
    ['a verify_ret that is no whole number', { errcode: 0, verify_ret: 10000.5 }],
    ['a verify_ret in a list', { errcode: 0, verify_ret: [10000] }],
    ['a text', '10000'],
  ]
  for (const [what, answer] of noVerdict) {
    it(`takes ${what} for no verdict`, async () => {
      standIn.failNext(query, answers(answer))
      await refuses(api.queryVerifyInfo(account, { ...subject(), verifyId: 'v' }), 'badAnswer')
    })
  }
})
