import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

function eligibility(...args: string[]) {
  const command = ['--import', 'tsx', 'server/cli/eligibility.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
  })
  const json = (): Record<string, unknown> => {
    const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
    assert.ok(typeof last === 'object' && last !== null)
    return { ...last }
  }
  return { status, stdout, stderr, json }
}

describe('npm run eligibility', () => {
  it('gives a bank its documents on the mini program', () => {
    const { status, stdout, json } = eligibility(
      '--category',
      '银行',
      '--channel',
      'miniapp',
      '--json',
    )
    assert.equal(status, 0)
    assert.match(stdout, /可以接入 微信小程序/)
    assert.match(stdout, /\[ \] 金融许可证 \(financial licence\)/)
    const { eligible, version, documents, reason, differences } = json()
    assert.deepEqual(
      { eligible, version, reason },
      { eligible: true, version: 'table-42684', reason: null },
    )
    assert.deepEqual(documents, [
      { id: 'financial-licence', zh: '金融许可证', en: 'financial licence' },
      {
        id: 'financial-institution-licence',
        zh: '金融机构许可证',
        en: 'financial institution licence',
      },
    ])
    assert.ok(Array.isArray(differences) && differences.length === 2)
  })

  it('refuses 婚恋 by name and says what is open to it', () => {
    const { status, stdout, json } = eligibility(
      '--category',
      '婚恋',
      '--channel',
      'miniapp',
      '--json',
    )
    assert.equal(status, 1)
    assert.match(stdout, /“婚恋”被点名排除/)
    assert.match(stdout, /可以改用.*\n.*微信普通 H5 \(h5\)/)
    const { eligible, reason, reasonCode, documents } = json()
    assert.deepEqual(
      { eligible, reasonCode, documents },
      { eligible: false, reasonCode: 'category-refused', documents: [] },
    )
    assert.match(String(reason), /婚恋/)
  })

  it('refuses a bank on native H5 and shows the 2019 list', () => {
    const { status, stdout } = eligibility('--category', '银行', '--channel', 'h5-native')
    assert.equal(status, 1)
    assert.match(stdout, /✗ 不能接入 微信原生 H5/)
    assert.match(stdout, /✓ 名单 faq-2019-12-06 允许“金融 \/ 银行”接入微信小程序、微信原生 H5/)
  })

  it('answers from a pinned version and marks borrowed documents as guidance', () => {
    const pinned = eligibility(
      '--category',
      'fin.bank',
      '--channel',
      'h5-native',
      '--version',
      'faq-2019-12-06',
      '--json',
    )
    assert.equal(pinned.status, 0)
    assert.match(pinned.stdout, /仅供参考，取自名单 table-42684/)
    assert.deepEqual(pinned.json()['documents'], [])
    assert.equal(pinned.json()['version'], 'faq-2019-12-06')
  })

  it('ticks the documents at hand, by name or id, and names the missing one', () => {
    const args = ['--category', '租车', '--channel', 'miniapp', '--json', '--credentials']
    const some = eligibility(...args, '《备案证明》')
    assert.equal(some.status, 1)
    assert.match(some.stdout, /\[x\] 备案证明/)
    assert.deepEqual(some.json()['missing'], ['business-licence'])
    assert.equal(eligibility(...args, 'car-rental-filing,business-licence').status, 0)
  })

  it('opens the unrestricted channels to any category', () => {
    const { status, stdout } = eligibility('--category', '婚恋', '--channel', 'h5')
    assert.equal(status, 0)
    assert.match(stdout, /没有行业限制/)
  })

  it('lists a version', () => {
    const { status, stdout } = eligibility('--list', '--version', 'faq-newer')
    assert.equal(status, 0)
    assert.equal(stdout.match(/\[miniapp, h5-native\]/g)?.length, 32)
    assert.match(stdout, /✗ 婚恋/)
  })

  for (const [name, args, message] of [
    ['no category', ['--channel', 'miniapp'], /--category is missing/],
    [
      'an unknown channel',
      ['--category', '银行', '--channel', 'fax'],
      /--channel must be one of: miniapp, h5-native/,
    ],
    ['an unknown option', ['--catgory', '银行'], /--catgory/],
    [
      'an unknown version',
      ['--category', '银行', '--channel', 'miniapp', '--version', '1'],
      /faq-newer/,
    ],
    [
      'an unknown document',
      ['--category', '银行', '--channel', 'miniapp', '--credentials', 'x'],
      /financial-licence {2}金融许可证/,
    ],
  ] as const)
    it(`answers ${name} with exit code 2 and help on standard error`, () => {
      const { status, stdout, stderr } = eligibility(...args)
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.match(stderr, message)
    })

  it('shows its usage', () => {
    const { status, stdout } = eligibility('--help')
    assert.equal(status, 0)
    assert.match(stdout, /--credentials/)
  })
})
