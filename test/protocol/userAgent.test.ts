import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readUserAgent, type ClientEnvironment } from '../../server/protocol/userAgent.ts'
import { readWeChatVersion, type WeChatVersion } from '../../server/protocol/weChatVersion.ts'
import { userAgentVectors } from './userAgentVectors.ts'

const dots = (version: readonly number[] | null) => version?.join('.') ?? 'unknown'

function describeVersion(weChat: WeChatVersion): string {
  if (weChat.scheme === 'unreadable') return 'unreadable'
  if (weChat.scheme === 'desktop') return `desktop ${dots(weChat.version)}`
  const build = weChat.build === null ? '' : ` build ${weChat.build}`
  const source = weChat.scheme === 'phone' ? ` by ${weChat.source}` : ''
  return `${weChat.scheme} ${dots(weChat.version)}${build}${source}`
}

function describeEnvironment(environment: ClientEnvironment): string {
  const { app, os, systemVersion, surface, kernel } = environment
  const place = `${os} ${dots(systemVersion)}, ${surface}, ${kernel.name} ${kernel.version}`
  if (app === 'wechat') return `${app}, ${place}, ${describeVersion(environment.weChat)}`
  if (app === 'wecom') return `${app} ${dots(environment.weComVersion)}, ${place}`
  return `${app}, ${place}`
}

const read = (text: string) => describeEnvironment(readUserAgent(text))

describe('user agent', () => {
  it('has 38 vectors', () => assert.equal(userAgentVectors.length, 38))

  for (const { what, userAgent, reads } of userAgentVectors) {
    it(`reads ${what}`, () => assert.equal(read(userAgent), reads))
  }

  const variants: [string, (userAgent: string) => string][] = [
    ['in lower case', text => text.toLowerCase()],
    ['in upper case', text => text.toUpperCase()],
    ['written twice', text => `${text} ${text}`],
    ['glued to itself without a blank', text => text + text],
    ['after another browser', text => `Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0 ${text}`],
    ['before 10 kB of rubbish', text => `${text} ${'x'.repeat(10_000)}`],
    ['after 10 kB of rubbish', text => `${'('.repeat(10_000)} ${text}`],
    ['with blanks and tabs around it', text => ` \t${text}\t `],
  ]
  for (const [how, change] of variants) {
    it(`reads every vector the same ${how}`, () => {
      for (const { what, userAgent, reads } of userAgentVectors) {
        assert.equal(read(change(userAgent)), reads, what)
      }
    })
  }

  it('reads every vector cut at every place without a throw, and never as another app', () => {
    for (const { userAgent, what } of userAgentVectors) {
      const whole = readUserAgent(userAgent)
      for (let length = 0; length <= userAgent.length; length += 1) {
        const { app } = readUserAgent(userAgent.slice(0, length))
        // WeCom and DevTools name themselves before WeChat's token, so no cut makes WeChat of them.
        assert.ok(app === whole.app || app === 'other', `${what} cut at ${length}: ${app}`)
      }
    }
  })

  it('reads anything without a throw', () => {
    const token = fc.constantFrom(
      ...'Mozilla/5.0|MicroMessenger/|(0x|(|)|Android 9|iPhone OS 99999999999|wxwork/|XWEB/|TBS/|'
        .concat('miniProgram/wx|UnifiedPCMacWechat(0xf2|wechatdevtools/|0x18003137|ffffffff|8.0.49')
        .split('|'),
    )
    const hostile = fc.array(fc.oneof(token, fc.string({ unit: 'binary', maxLength: 12 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(hostile, fc.constantFrom('', ' ', ';'), (parts, between) => {
        const environment = readUserAgent(parts.join(between))
        assert.ok(['wechat', 'wecom', 'devtools', 'other'].includes(environment.app))
      }),
      { numRuns: 500 },
    )
  })

  it('reads what an attacker repeats up to 16 kB and cuts what is longer', () => {
    // A pattern that backtracked would run into mocha's time limit here: linear reading takes ms.
    for (const piece of [
      'Mozilla/',
      'MicroMessenger/',
      '(',
      'macwechat/1.',
      'OpenHarmony ',
      '0x1',
    ]) {
      for (const chars of [16_384, 1_000_000]) {
        const environment = readUserAgent(piece.repeat(chars / piece.length))
        assert.equal(environment.app, piece === 'MicroMessenger/' ? 'wechat' : 'other', piece)
        if (environment.app !== 'wechat') continue
        assert.deepEqual(environment.weChat, { scheme: 'unreadable' })
      }
    }
  })

  it('reads nothing at all as another browser', () =>
    assert.equal(read(''), 'other, unknown unknown, page, unknown null'))

  it('knows an iPad and a HarmonyOS tablet', () => {
    const ipad = readUserAgent(
      'Mozilla/5.0 (iPad; CPU OS 16_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI',
    )
    assert.deepEqual([ipad.app, ipad.os, ipad.systemVersion], ['wechat', 'ios', [16, 3, 0]])
    const tablet = readUserAgent('Mozilla/5.0 (Tablet; OpenHarmony 5.0) ArkWeb/4.1.6.1')
    assert.deepEqual([tablet.os, tablet.systemVersion], ['harmony', [5, 0, 0]])
  })

  it('takes a word that merely ends in an app token for no app', () =>
    assert.equal(readUserAgent('Mozilla/5.0 (X11) NotMicroMessenger/8.0.49').app, 'other'))
})

describe('version of WeChat', () => {
  const cases: [string, string][] = [
    ['MicroMessenger/8.0.49(0x18003137)', 'phone 8.0.49 build 55 by hex'],
    ['MicroMessenger/6.7.1321(0x26070030)', 'phone 6.7.0 build 48 by hex'],
    // Without the hex the patch is not known, so it must not pass for 6.7.2 or later.
    ['MicroMessenger/6.7.1321', 'phone 6.7.0 build 1321 by text'],
    ['MicroMessenger/6.5.4.1000', 'phone 6.5.4 build 1000 by text'],
    ['MicroMessenger/6.2.5.53_r2565f18.621', 'phone 6.2.5 build 53 by text'],
    ['MicroMessenger/5.0', 'phone 5.0.0 by text'],
    ['MicroMessenger/8.0.49(0x180031', 'phone 8.0.49 by text'],
    ['MicroMessenger/8.0.49(0x68003137)', 'phone 8.0.49 by text'],
    ['MicroMessenger/8.0.49 (0x18003137)', 'phone 8.0.49 by text'],
    [
      'MicroMessenger/6.7.1(0x16070100) MicroMessenger/8.0.1(0x18000100)',
      'phone 8.0.1 build 0 by hex',
    ],
    ['MicroMessenger/8.0.10.41(0xf3100a29)', 'harmony 8.0.10 build 41'],
    ['MicroMessenger/x', 'unreadable'],
    ['MicroMessenger/', 'unreadable'],
    ['', 'unreadable'],
  ]
  for (const [text, expected] of cases) {
    it(`reads ${text || 'nothing'} as ${expected}`, () =>
      assert.equal(describeVersion(readWeChatVersion(text, 'android')), expected))
  }
})
