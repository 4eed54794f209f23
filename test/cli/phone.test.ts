import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

function phone(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    const command = ['--import', 'tsx', join('server', 'cli', 'phone.ts'), ...args]
    execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

describe('npm run phone', function () {
  this.timeout(60_000)
  let folder: string
  let demo: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-phone-'))
    demo = join(folder, 'demo.json')
    const people = [{ Name: '测试甲', IdCard: '1', seed: 34 }]
    const rules = {
      light: 'demoLight',
      digit: 'demoDigit',
      lightDigit: 'demoLightDigit',
      action: 'demoAction',
      silent: 'demoSilent',
    }
    // Nothing listens on port 9 (discard).
    const file = { endpoint: 'http://127.0.0.1:9', secretId: 'a', secretKey: 'b', rules, people }
    await writeFile(demo, JSON.stringify(file))
    await writeFile(join(folder, 'other.json'), '[]')
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('explains itself', async () => {
    const { code, stdout } = await phone(['--help'])
    assert.equal(code, 0)
    assert.match(stdout, /^npm run phone -- /)
    for (const word of ['wrong-code', 'static-photo', 'print', 'screen-replay', 'other-person']) {
      assert.ok(stdout.includes(word), word)
    }
  })

  const light = ['--mode', 'light']
  const wrong: [string, () => string[], RegExp][] = [
    ['without a demo file', () => light, /--demo is needed/],
    ['a mode that it cannot perform', () => ['--demo', demo, '--mode', 'hum'], /--mode/],
    ['an unknown attack', () => ['--demo', demo, ...light, '--attack', 'x'], /print/],
    ['a seed that is no number', () => ['--demo', demo, ...light, '--seed', '1.5'], /--seed/],
    ['a person who is not there', () => ['--demo', demo, ...light, '--person', '2'], /1 people/],
    ['no demo file', () => ['--demo', join(folder, 'no.json'), ...light], /cannot be read/],
    ['another file', () => ['--demo', join(folder, 'other.json'), ...light], /not the demo\.json/],
    ['an address that is none', () => ['--demo', demo, ...light, '--endpoint', 'x'], /--endpoint/],
  ]
  for (const [what, args, says] of wrong) {
    it(`could not run: ${what}`, async () => {
      const { code, stdout, stderr } = await phone(args())
      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.match(stderr, says)
    })
  }

  it('could not run: nobody listens', async () => {
    const { code, stdout } = await phone(['--demo', demo, ...light, '--json'])
    assert.equal(code, 2)
    assert.equal(stdout, '')
  })
})
