import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readUserAgent } from '../../server/protocol/userAgent.ts'
import {
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
} from '../../server/protocol/version.ts'
import { checkEnvironment, type GateQuestion } from '../../server/protocol/versionGate.ts'
import { userAgentVectors } from './userAgentVectors.ts'

function ask(userAgent: string, question: GateQuestion): string {
  const answer = checkEnvironment(readUserAgent(userAgent), question)
  if (answer.ok) return 'ok'
  return answer.needs === undefined ? answer.reason : `${answer.reason} ${answer.needs}`
}

const android = (version: string) =>
  `Mozilla/5.0 (Linux; Android 9; X Build/Y; wv) AppleWebKit/537.36 MicroMessenger/${version} NetType/WIFI`
const ios = (version: string, system = '14_3') =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/${version}`

describe('version gate', () => {
  for (const vector of userAgentVectors) {
    it(`answers ${vector.what}`, () => {
      const { userAgent } = vector
      const answers = {
        nativeLight: ask(userAgent, { channel: 'h5-native', mode: 'light' }),
        nativeDigit: ask(userAgent, { channel: 'h5-native', mode: 'digit' }),
        plainDigit: ask(userAgent, { channel: 'h5', mode: 'digit' }),
        standaloneDigit: ask(userAgent, { channel: 'h5-standalone', mode: 'digit' }),
      }
      const { nativeLight, nativeDigit, plainDigit, standaloneDigit } = vector
      assert.deepEqual(answers, { nativeLight, nativeDigit, plainDigit, standaloneDigit })
    })
  }

  const edges: [string, GateQuestion['mode'], string][] = [
    [android('6.5.3.9999'), 'digit', 'weChatTooOld 6.5.4'],
    [android('6.5.4.1'), 'digit', 'ok'],
    [ios('6.5.5'), 'digit', 'weChatTooOld 6.5.6'],
    [ios('6.5.6'), 'digit', 'ok'],
    [android('6.7.1.9999'), 'light', 'weChatTooOld 6.7.2'],
    [android('6.7.2.1'), 'light', 'ok'],
    [ios('6.7.1'), 'light', 'weChatTooOld 6.7.2'],
    [ios('6.7.2'), 'light', 'ok'],
    [android('6.7.1.9999'), 'light-digit', 'weChatTooOld 6.7.2'],
    [ios('6.7.2'), 'light-digit', 'ok'],
    [android('6.10.0'), 'light', 'ok'],
    [android('10.0.0'), 'light', 'ok'],
    [android('6.7.1321'), 'light', 'weChatTooOld 6.7.2'],
    [android('unreadable'), 'digit', 'weChatTooOld 6.5.4'],
    [android('unreadable'), 'action', 'ok'],
    [ios('8.0.49', '14_2_1'), 'light', 'systemTooOld 14.3'],
    [ios('8.0.49', '14_3'), 'light', 'ok'],
    [ios('8.0.49', 'x'), 'light', 'systemTooOld 14.3'],
    ['MicroMessenger/8.0.49(0x18003137)', 'light', 'unknownSystem'],
  ]
  for (const [userAgent, mode, expected] of edges) {
    it(`says ${expected} to ${mode} on native H5 of ${userAgent.slice(12, 40)} … ${userAgent.slice(-34)}`, () =>
      assert.equal(ask(userAgent, { channel: 'h5-native', mode }), expected))
  }

  const find = (what: string) => {
    const vector = userAgentVectors.find(vector => vector.what === what)
    assert.ok(vector, what)
    return vector.userAgent
  }

  it('asks no WeChat version of modes that never had a minimum', () => {
    const old = android('5.0')
    assert.equal(ask(old, { channel: 'h5', mode: 'silent' }), 'ok')
    assert.equal(ask(old, { channel: 'h5', mode: 'action' }), 'ok')
    assert.equal(ask(old, { channel: 'h5', mode: 'digit' }), 'weChatTooOld 6.5.4')
  })

  it('opens PC H5 in a browser, and in neither WeCom nor desktop WeChat', () => {
    const question: GateQuestion = { channel: 'h5-pc', mode: 'action' }
    const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/132.0.0.0 Safari/537.36'
    assert.equal(ask(browser, question), 'ok')
    assert.equal(ask(find('WeCom on Windows'), question), 'wecom')
    assert.equal(ask(find('a web-view on Windows 4.x'), question), 'desktop')
    assert.equal(ask(find('DevTools'), question), 'ok')
  })

  it('holds a mini program against the minimum where its requests name a WeChat, and nowhere else', () => {
    const question: GateQuestion = { channel: 'miniapp', mode: 'light' }
    assert.equal(ask(android('6.7.1'), question), 'weChatTooOld 6.7.2')
    assert.equal(ask(android('8.0.57'), question), 'ok')
    assert.equal(ask(`${android('8.0.57')} MiniProgramEnv/android`, question), 'ok')
    assert.equal(ask('', question), 'ok')
    assert.equal(ask('Mozilla/5.0 (Linux; Android 14)', question), 'ok')
    assert.equal(ask(find('WeCom on Windows'), question), 'wecom')
  })

  it('lets no desktop client through because its frozen version looks new', () => {
    const desktop = userAgentVectors.filter(({ reads }) => reads.includes('desktop'))
    assert.equal(desktop.length, 8)
    for (const { what, userAgent } of desktop) {
      assert.equal(ask(userAgent, { channel: 'h5-native', mode: 'light' }), 'desktop', what)
    }
  })

  it('never refuses for a WeChat version without naming the version that it needs', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), version => {
        const answer = checkEnvironment(readUserAgent(android(version)), {
          channel: 'h5-native',
          mode: 'light',
        })
        if (answer.ok || answer.reason !== 'weChatTooOld') return
        assert.equal(answer.needs, '6.7.2')
      }),
    )
  })
})

describe('versions', () => {
  const part = fc.nat(2_000)
  const version: fc.Arbitrary<Version> = fc.tuple(part, part, part)

  it('compare part by part, as numbers', () => {
    assert.ok(compareVersions([6, 10, 0], [6, 9, 9]) > 0)
    assert.ok(compareVersions([6, 7, 2], [6, 7, 2]) === 0)
    assert.ok(compareVersions([8, 0, 9], [8, 0, 10]) < 0)
  })

  it('have a total order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        assert.equal(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a)), 0)
        const sorted = [a, b, c].toSorted(compareVersions)
        assert.ok(compareVersions(sorted[0]!, sorted[2]!) <= 0)
      }),
    )
  })

  it('are read back as they are written', () => {
    fc.assert(
      fc.property(version, given => assert.deepEqual(parseVersion(formatVersion(given)), given)),
    )
    assert.deepEqual(parseVersion('16_3_1'), [16, 3, 1])
    assert.deepEqual(parseVersion('8.0.49.2600'), [8, 0, 49])
    assert.equal(parseVersion('v1.2'), null)
    assert.equal(parseVersion(''), null)
  })
})
