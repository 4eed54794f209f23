import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import type { MiniAppAccount, OfficialAccount, WeChatApi } from '../../server/domain/wechat.ts'
import { WeChatError, type WeChatFault } from '../../server/domain/weChatError.ts'
import { createWeChatApi } from '../../server/wechat/createWeChatApi.ts'
import { weChatOrigins } from '../../server/wechat/weChatOrigins.ts'
import { signJsSdk } from '../../server/wechat/signJsSdk.ts'
import {
  refusal,
  startWeChatStandIn,
  type Mishap,
  type WeChatStandIn,
} from '../support/weChatStandIn.ts'

const miniapp: MiniAppAccount = {
  kind: 'miniapp',
  appId: 'wx0000000000000aaa',
  secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
}
const official: OfficialAccount = {
  kind: 'official',
  appId: 'wx0000000000000bbb',
  secret: '0f9e8d7c6b5a49382716f5e4d3c2b1a0',
}
const wrongSecret = 'ffffffffffffffffffffffffffffffff'
const paths = {
  login: '/sns/jscode2session',
  oauth: '/sns/oauth2/access_token',
  token: '/cgi-bin/stable_token',
  ticket: '/cgi-bin/ticket/getticket',
}
const minuteMs = 60_000

const says = (errcode: number, errmsg: string): Mishap => ({
  body: JSON.stringify(refusal(errcode, errmsg)),
})

describe('WeChat API', () => {
  let standIn: WeChatStandIn
  let api: WeChatApi
  let nowMs: number

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1)
    const clock = () => nowMs
    standIn = await startWeChatStandIn(clock)
    standIn.addAccount(miniapp)
    standIn.addAccount(official, { webDomain: 'id.example.com' })
    api = createWeChatApi({ clock, apiUrl: standIn.url, openUrl: standIn.url })
  })

  afterEach(() => standIn.close())

  /** Asserts the fault, and that nothing of the error shows a secret. */
  async function refuses(run: Promise<unknown>, code: WeChatFault, errcode: number | null = null) {
    const error: unknown = await run.then(
      () => assert.fail('not refused'),
      (error: unknown) => error,
    )
    assert.ok(error instanceof WeChatError, inspect(error))
    assert.deepEqual({ code: error.code, errcode: error.errcode }, { code, errcode })
    const shown = inspect(error, { showHidden: true, depth: 10 }) + JSON.stringify(error)
    for (const secret of [miniapp.secret, official.secret, wrongSecret]) {
      assert.ok(!shown.includes(secret), shown)
    }
    return error
  }

  function quickApi(settings: { timeoutMs?: number; maxAnswerBytes?: number }) {
    return createWeChatApi({
      ...weChatOrigins,
      clock: () => nowMs,
      apiUrl: standIn.url,
      ...settings,
    })
  }

  describe('login of a mini program', () => {
    it('gives the openid for a code, and nothing else of the answer', async () => {
      const code = standIn.issueLoginCode(miniapp.appId, 'oPerson-1_x')
      const identity = await api.code2Session(miniapp, code)
      assert.deepEqual(identity, { appId: miniapp.appId, openid: 'oPerson-1_x' })
      assert.deepEqual(standIn.calls[0]?.query, {
        appid: miniapp.appId,
        secret: miniapp.secret,
        js_code: code,
        grant_type: 'authorization_code',
      })
    })

    it('refuses a code the second time', async () => {
      const code = standIn.issueLoginCode(miniapp.appId, 'oPerson')
      await api.code2Session(miniapp, code)
      await refuses(api.code2Session(miniapp, code), 'codeUsed', 40163)
    })

    it('refuses a code after five minutes, of another AppID, or that nobody issued', async () => {
      const late = standIn.issueLoginCode(miniapp.appId, 'oPerson')
      nowMs += 5 * minuteMs
      await refuses(api.code2Session(miniapp, late), 'codeInvalid', 40029)
      const foreign = standIn.issueLoginCode(official.appId, 'oPerson')
      await refuses(api.code2Session(miniapp, foreign), 'codeInvalid', 40029)
      await refuses(api.code2Session(miniapp, 'x'.repeat(32)), 'codeInvalid', 40029)
    })

    it('refuses what cannot be a code without a call', async () => {
      for (const code of [
        '',
        'short',
        'with blank in it',
        'a&secret=b',
        '码'.repeat(8),
        'x'.repeat(513),
      ]) {
        await refuses(api.code2Session(miniapp, code), 'codeInvalid')
      }
      assert.equal(standIn.calls.length, 0)
    })

    it('lets one of twenty that show the same code in', async () => {
      const code = standIn.issueLoginCode(miniapp.appId, 'oPerson')
      const runs = Array.from({ length: 20 }, () => api.code2Session(miniapp, code))
      const settled = await Promise.allSettled(runs)
      assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1)
    })
  })

  describe('refusals by WeChat', () => {
    const login = () => api.code2Session(miniapp, 'x'.repeat(32))
    const table: [number, string, WeChatFault][] = [
      [40001, 'invalid credential, access_token is invalid or not latest', 'credentials'],
      [40013, 'invalid appid', 'credentials'],
      [40029, 'invalid code', 'codeInvalid'],
      [40125, 'invalid appsecret', 'credentials'],
      [40163, 'code been used', 'codeUsed'],
      [40164, 'invalid ip 192.0.2.1 ipv6 ::ffff:192.0.2.1, not in whitelist', 'addressNotAllowed'],
      [40226, 'code blocked', 'personBlocked'],
      [40243, 'appsecret frozen', 'credentials'],
      [41002, 'appid missing', 'credentials'],
      [41004, 'appsecret missing', 'credentials'],
      [41008, 'missing code', 'codeInvalid'],
      [42003, 'code expired', 'codeExpired'],
      [45009, 'reach max api daily quota limit', 'tooFrequent'],
      [45011, 'api minute-quota reach limit, must slower, retry next minute', 'tooFrequent'],
      [48001, 'api unauthorized', 'notPermitted'],
      [50002, 'user limited', 'notPermitted'],
      [61024, 'some code that is not in the table', 'refused'],
    ]
    for (const [errcode, errmsg, fault] of table) {
      it(`takes ${errcode} (${errmsg}) for ${fault} and asks once`, async () => {
        standIn.failNext(paths.login, says(errcode, errmsg))
        const error = await refuses(login(), fault, errcode)
        assert.match(error.message, /^\/sns\/jscode2session: errcode \d+, .*rid: [\da-f-]+$/)
        assert.equal(standIn.calls.length, 1)
      })
    }

    it('names a wrong AppSecret and a wrong AppID without showing them', async () => {
      const error = await refuses(
        api.code2Session({ ...miniapp, secret: wrongSecret }, 'x'.repeat(32)),
        'credentials',
        40125,
      )
      assert.match(error.message, /invalid appsecret/)
      const strange = { ...miniapp, appId: 'wx1' }
      await refuses(api.code2Session(strange, 'x'.repeat(32)), 'credentials', 40013)
    })

    it('hides the AppSecret and the code even where WeChat repeats them', async () => {
      const code = 'c0dec0dec0dec0dec0dec0dec0dec0de'
      standIn.failNext(paths.login, says(40029, `invalid code ${code} for ${miniapp.secret}`))
      const error = await refuses(api.code2Session(miniapp, code), 'codeInvalid', 40029)
      assert.match(error.message, /invalid code \*\*\* for \*\*\*, rid/)
    })

    it('keeps an errmsg to one line of 300 characters', async () => {
      standIn.failNext(paths.login, says(40029, `a\r\n{"level":60}\u2028\u202e${'x'.repeat(5000)}`))
      const { message } = await refuses(login(), 'codeInvalid', 40029)
      assert.doesNotMatch(message, /[\p{Cc}\p{Cf}\p{Zl}]/u)
      assert.ok(message.length < 400)
    })

    for (const errcode of [-1, -1000]) {
      it(`tries once more when WeChat is busy (${errcode})`, async () => {
        const code = standIn.issueLoginCode(miniapp.appId, 'oPerson')
        standIn.failNext(paths.login, says(errcode, 'system error'))
        assert.equal((await api.code2Session(miniapp, code)).openid, 'oPerson')
        assert.equal(standIn.calls.length, 2)
      })
    }

    it('gives up when WeChat is busy twice', async () => {
      standIn.failNext(paths.login, says(-1, 'system error'), says(-1, 'system error'))
      await refuses(login(), 'busy', -1)
      assert.equal(standIn.calls.length, 2)
    })

    it('says codeUsed when the try that failed had used the code up', async () => {
      standIn.failNext(paths.login, says(-1, 'system error'), says(40163, 'code been used'))
      await refuses(login(), 'codeUsed', 40163)
    })
  })

  describe('answers that cannot be read', () => {
    const bad: [string, Mishap][] = [
      ['an HTML page', { body: '<html>502</html>', contentType: 'text/html' }],
      ['nothing', { body: '' }],
      ['JSON cut short', { body: '{"openid":"o' }],
      ['a list', { body: '[{"openid":"oPerson"}]' }],
      ['null', { body: 'null' }],
      ['no openid', { body: '{"session_key":"x"}' }],
      ['an openid that is a number', { body: '{"openid":12345}' }],
      ['an empty openid', { body: '{"openid":""}' }],
      ['an openid with markup', { body: '{"openid":"<b>o</b>"}' }],
      ['an openid of 129 characters', { body: JSON.stringify({ openid: 'o'.repeat(129) }) }],
      ['an errcode that is a text', { body: '{"errcode":"40029","openid":"oPerson"}' }],
      ['an errcode with a fraction', { body: '{"errcode":0.5,"openid":"oPerson"}' }],
      ['bytes that are no UTF-8', { body: Uint8Array.of(0x7b, 0xff, 0x7d) }],
      ['HTTP 500', { body: '{"openid":"oPerson"}', status: 500 }],
      ['HTTP 404', { body: '{"openid":"oPerson"}', status: 404 }],
    ]
    for (const [what, mishap] of bad) {
      it(`takes ${what} for a bad answer`, async () => {
        standIn.failNext(paths.login, mishap)
        await refuses(api.code2Session(miniapp, 'x'.repeat(32)), 'badAnswer')
      })
    }

    it('reads JSON under every content type that WeChat sends it with', async () => {
      for (const contentType of ['text/plain', 'application/json; encoding=utf-8', 'text/html']) {
        standIn.failNext(paths.login, { body: '{"errcode":0,"openid":"oPerson"}', contentType })
        assert.equal((await api.code2Session(miniapp, 'x'.repeat(32))).openid, 'oPerson')
      }
    })

    it('stops reading at the size limit', async () => {
      const small = quickApi({ maxAnswerBytes: 100 })
      const exact = JSON.stringify({ openid: 'oPerson', pad: '' })
      const padded = (bytes: number) =>
        JSON.stringify({ openid: 'oPerson', pad: 'x'.repeat(bytes - exact.length) })
      standIn.failNext(paths.login, { body: padded(100) }, { body: padded(101) })
      assert.equal((await small.code2Session(miniapp, 'x'.repeat(32))).openid, 'oPerson')
      await refuses(small.code2Session(miniapp, 'x'.repeat(32)), 'badAnswer')
      standIn.failNext(paths.login, { body: 'x'.repeat(20_000_000) })
      await refuses(api.code2Session(miniapp, 'x'.repeat(32)), 'badAnswer')
    })

    it('follows no redirect, which would carry the AppSecret along', async () => {
      const location = `${standIn.url}/elsewhere`
      standIn.failNext(paths.login, { body: '', status: 302, location })
      await refuses(api.code2Session(miniapp, 'x'.repeat(32)), 'unreachable')
      assert.equal(standIn.countCalls('/elsewhere'), 0)
    })

    it('gives up on a server that is silent, or stalls in its answer', async () => {
      const impatient = quickApi({ timeoutMs: 50 })
      standIn.failNext(paths.login, 'silence', 'stall')
      await refuses(impatient.code2Session(miniapp, 'x'.repeat(32)), 'timedOut')
      await refuses(impatient.code2Session(miniapp, 'x'.repeat(32)), 'timedOut')
    })

    it('says unreachable when the connection breaks or is refused', async () => {
      standIn.failNext(paths.login, 'hangUp')
      await refuses(api.code2Session(miniapp, 'x'.repeat(32)), 'unreachable')
      const gone = await startWeChatStandIn()
      await gone.close()
      const error = await refuses(
        createWeChatApi({ ...weChatOrigins, clock: () => nowMs, apiUrl: gone.url }).code2Session(
          miniapp,
          'x'.repeat(32),
        ),
        'unreachable',
      )
      assert.equal(error.message, '/sns/jscode2session: ECONNREFUSED')
    })

    it('shows no secret when the address itself is wrong', async () => {
      const misconfigured = createWeChatApi({
        ...weChatOrigins,
        clock: () => nowMs,
        apiUrl: 'not an address',
      })
      await refuses(misconfigured.code2Session(miniapp, 'x'.repeat(32)), 'unreachable')
    })
  })

  describe('OAuth of a page', () => {
    const redirectUri = 'https://id.example.com/wechat/return?session=1&x=%20'
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) MicroMessenger/8.0.49'

    async function visit(address: string, headers: Record<string, string> = {}) {
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { 'User-Agent': phone, ...headers },
      })
      const location = response.headers.get('location')
      return { page: await response.text(), back: location === null ? null : new URL(location) }
    }

    it('builds the documented address, parameters in order', () => {
      const real = createWeChatApi({ ...weChatOrigins, clock: () => nowMs })
      assert.equal(
        real.authoriseUrl(official, { redirectUri: 'https://id.example.com/a?b=1', state: 'Ab9' }),
        'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0000000000000bbb' +
          '&redirect_uri=https%3A%2F%2Fid.example.com%2Fa%3Fb%3D1&response_type=code' +
          '&scope=snsapi_base&state=Ab9#wechat_redirect',
      )
    })

    it('refuses a state that WeChat would not carry', () => {
      for (const state of ['', 'a-b', 'a_b', 'a b', '状态', 'x'.repeat(129)]) {
        assert.throws(() => api.authoriseUrl(official, { redirectUri, state }), RangeError, state)
      }
      assert.ok(api.authoriseUrl(official, { redirectUri, state: 'x'.repeat(128) }))
    })

    it('refuses a return address that WeChat could not come back to', () => {
      for (const address of [
        'javascript:alert(1)',
        'weixin://dl',
        '/relative',
        'https://user:pass@id.example.com/',
        'https://id.example.com/#route',
        'https://id.example.com/#',
      ]) {
        assert.throws(
          () => api.authoriseUrl(official, { redirectUri: address, state: 'a' }),
          RangeError,
          address,
        )
      }
    })

    it('leads from the page through WeChat to the openid', async () => {
      standIn.signIn('oVisitor')
      const { back } = await visit(api.authoriseUrl(official, { redirectUri, state: 'state1' }))
      assert.ok(back)
      assert.equal(back.origin + back.pathname, 'https://id.example.com/wechat/return')
      assert.equal(back.searchParams.get('session'), '1')
      assert.equal(back.searchParams.get('x'), ' ')
      assert.equal(back.searchParams.get('state'), 'state1')
      const code = back.searchParams.get('code') ?? ''
      assert.deepEqual(await api.readOpenid(official, code), {
        appId: official.appId,
        openid: 'oVisitor',
      })
      await refuses(api.readOpenid(official, code), 'codeUsed', 40163)
    })

    it('keeps two browsers with their own persons apart', async () => {
      const address = api.authoriseUrl(official, { redirectUri, state: 's' })
      const openids = await Promise.all(
        ['oFirst', 'oSecond'].map(async openid => {
          const { back } = await visit(address, { Cookie: `a=b; stand_in_openid=${openid}` })
          return (await api.readOpenid(official, back?.searchParams.get('code') ?? '')).openid
        }),
      )
      assert.deepEqual(openids, ['oFirst', 'oSecond'])
    })

    it('takes no code of a mini program for one of a page', async () => {
      const code = standIn.issueLoginCode(official.appId, 'oPerson')
      await refuses(api.readOpenid(official, code), 'codeInvalid', 40029)
    })

    it('takes the made-up user of a snapshot page for nobody', async () => {
      standIn.signIn('oVirtual', { isSnapshot: true })
      const { back } = await visit(api.authoriseUrl(official, { redirectUri, state: 's' }))
      const code = back?.searchParams.get('code') ?? ''
      await refuses(api.readOpenid(official, code), 'virtualUser')
    })

    it('is stopped by the stand-in where WeChat would stop it', async () => {
      const address = api.authoriseUrl(official, { redirectUri, state: 's' })
      assert.match((await visit(address)).page, /请先登录微信/)
      standIn.signIn('oVisitor')
      assert.match(
        (await visit(address, { 'User-Agent': 'Firefox' })).page,
        /请在微信客户端打开链接/,
      )
      const foreign = { redirectUri: 'https://evil.example/', state: 's' }
      assert.match((await visit(api.authoriseUrl(official, foreign))).page, /10003/)
      const shuffled = address
        .replace('&response_type=code', '')
        .replace('#', '&response_type=code#')
      assert.match((await visit(shuffled)).page, /该链接无法访问/)
    })
  })

  describe('signature of a page', () => {
    const page = 'https://id.example.com/start?a=1'

    it('agrees with the example of the JS-SDK documentation', () => {
      const example = {
        ticket:
          'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
        nonce: 'Wm3WZYTPz0wzccnW',
        timestamp: 1414587457,
      }
      const expected = '0f9de62fce790f9a083d5c99e95740ceb90c27ed'
      const url = 'http://mp.weixin.qq.com?params=value'
      assert.equal(signJsSdk({ ...example, url }), expected)
      assert.equal(signJsSdk({ ...example, url: `${url}#/route#again` }), expected)
      assert.notEqual(signJsSdk({ ...example, url: `${url}&x=1` }), expected)
    })

    it('signs with the ticket that WeChat gave, a new nonce each time, in seconds', async () => {
      standIn.failNext(paths.ticket, {
        body: '{"errcode":0,"errmsg":"ok","ticket":"TICKET-1","expires_in":7200}',
      })
      const first = await api.signPage(official, `${page}#hash`)
      const second = await api.signPage(official, page)
      assert.equal(first.appId, official.appId)
      assert.equal(first.timestamp, nowMs / 1000)
      assert.match(first.nonceStr, /^[\da-f]{32}$/)
      assert.notEqual(first.nonceStr, second.nonceStr)
      for (const { nonceStr: nonce, timestamp, signature } of [first, second]) {
        assert.equal(signature, signJsSdk({ ticket: 'TICKET-1', nonce, timestamp, url: page }))
      }
    })

    it('asks for a token and a ticket once for fifty pages at the same time', async () => {
      await Promise.all(Array.from({ length: 50 }, () => api.signPage(official, page)))
      assert.equal(standIn.countCalls(paths.token), 1)
      assert.equal(standIn.countCalls(paths.ticket), 1)
      assert.deepEqual(standIn.calls[0]?.body, {
        grant_type: 'client_credential',
        appid: official.appId,
        secret: official.secret,
        force_refresh: false,
      })
      assert.deepEqual(standIn.calls[0]?.query, {})
    })

    it('keeps both until four minutes before their end, then renews both once', async () => {
      await api.signPage(official, page)
      nowMs += 116 * minuteMs - 1
      await api.signPage(official, page)
      assert.equal(standIn.calls.length, 2)
      nowMs += 1
      await Promise.all(Array.from({ length: 10 }, () => api.signPage(official, page)))
      assert.equal(standIn.countCalls(paths.token), 2)
      assert.equal(standIn.countCalls(paths.ticket), 2)
    })

    it('keeps the accounts of several operators apart', async () => {
      const other: OfficialAccount = { ...official, appId: 'wx0000000000000ccc' }
      standIn.addAccount(other)
      await Promise.all([api.signPage(official, page), api.signPage(other, page)])
      assert.equal(standIn.countCalls(paths.token), 2)
      assert.equal(standIn.countCalls(paths.ticket), 2)
    })

    it('begins anew when the operator changes the AppSecret', async () => {
      await api.signPage(official, page)
      const changed: OfficialAccount = { ...official, secret: wrongSecret }
      await refuses(api.signPage(changed, page), 'credentials', 40125)
      standIn.addAccount(changed)
      await api.signPage(changed, page)
    })

    for (const [errcode, errmsg] of [
      [40001, 'invalid credential, access_token is invalid or not latest'],
      [40014, 'invalid access_token'],
      [42001, 'access_token expired'],
    ] as const) {
      it(`gets a new token once when WeChat refuses it with ${errcode}`, async () => {
        standIn.failNext(paths.ticket, says(errcode, errmsg))
        await api.signPage(official, page)
        assert.equal(standIn.countCalls(paths.token), 2)
        assert.equal(standIn.countCalls(paths.ticket), 2)
      })

      it(`gives up when the second token is refused with ${errcode} as well`, async () => {
        standIn.failNext(paths.ticket, says(errcode, errmsg), says(errcode, errmsg))
        await refuses(api.signPage(official, page), 'tokenRefused', errcode)
        assert.equal(standIn.countCalls(paths.token), 2)
        assert.equal(standIn.countCalls(paths.ticket), 2)
      })
    }

    it('recovers when somebody else ended the token by force', async () => {
      standIn.failNext(paths.ticket, { body: '{"ticket":"a","expires_in":100}' })
      await api.signPage(official, page)
      standIn.revokeToken(official.appId)
      nowMs += minuteMs
      await api.signPage(official, page)
      const tokens = standIn.calls
        .filter(({ path }) => path === paths.ticket)
        .map(({ query }) => query['access_token'])
      assert.equal(tokens.length, 3)
      assert.equal(tokens[0], tokens[1])
      assert.notEqual(tokens[1], tokens[2])
    })

    it('shares the stable token between two processes', async () => {
      const second = createWeChatApi({ ...weChatOrigins, clock: () => nowMs, apiUrl: standIn.url })
      await api.signPage(official, page)
      await second.signPage(official, page)
      const tokens = standIn.calls
        .filter(({ path }) => path === paths.ticket)
        .map(({ query }) => query['access_token'])
      assert.equal(tokens.length, 2)
      assert.equal(tokens[0], tokens[1])
    })

    it('fails all who wait together, and starts afresh for the next', async () => {
      standIn.failNext(paths.token, says(45009, 'reach max api daily quota limit'))
      const settled = await Promise.allSettled(
        Array.from({ length: 5 }, () => api.signPage(official, page)),
      )
      assert.ok(settled.every(({ status }) => status === 'rejected'))
      assert.equal(standIn.calls.length, 1)
      await api.signPage(official, page)
    })

    it('lives on the old ticket while WeChat cannot give a new one', async () => {
      await api.signPage(official, page)
      nowMs += 117 * minuteMs
      standIn.failNext(paths.ticket, says(45009, 'quota'), says(45009, 'quota'))
      await api.signPage(official, page)
      await api.signPage(official, page)
      assert.equal(standIn.countCalls(paths.ticket), 2)
      nowMs += 3 * minuteMs
      await refuses(api.signPage(official, page), 'tooFrequent', 45009)
      await api.signPage(official, page)
    })

    const unusable: [string, object][] = [
      ['no ticket', { errcode: 0, expires_in: 7200 }],
      ['a ticket with a line break', { ticket: 'a\nb', expires_in: 7200 }],
      ['a ticket of 3 kB', { ticket: 'x'.repeat(3000), expires_in: 7200 }],
      ['no lifetime', { ticket: 'a' }],
      ['a lifetime of 0', { ticket: 'a', expires_in: 0 }],
      ['a lifetime that is a text', { ticket: 'a', expires_in: '7200' }],
    ]
    for (const [what, answer] of unusable) {
      it(`takes an answer with ${what} for a bad one`, async () => {
        standIn.failNext(paths.ticket, { body: JSON.stringify(answer) })
        await refuses(api.signPage(official, page), 'badAnswer')
      })
    }

    it('never keeps a value longer than the two hours that WeChat documents', async () => {
      standIn.failNext(paths.ticket, { body: '{"ticket":"a","expires_in":99999999}' })
      await api.signPage(official, page)
      nowMs += 120 * minuteMs
      await api.signPage(official, page)
      assert.equal(standIn.countCalls(paths.ticket), 2)
    })

    it('uses a short-lived value for half of its life instead of asking every time', async () => {
      standIn.failNext(paths.ticket, { body: '{"ticket":"a","expires_in":100}' })
      await api.signPage(official, page)
      nowMs += 49_000
      await api.signPage(official, page)
      assert.equal(standIn.countCalls(paths.ticket), 1)
      nowMs += 1_000
      await api.signPage(official, page)
      assert.equal(standIn.countCalls(paths.ticket), 2)
    })
  })
})
