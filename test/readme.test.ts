import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startDemoServer, type DemoServer } from './support/demoServer.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('README', function () {
  this.timeout(120_000)
  let server: DemoServer
  let readme: string

  before(async () => {
    readme = await readFile(join(root, 'README.md'), 'utf8')
    server = await startDemoServer()
  })
  after(() => server.stop())

  it('shows a program that verifies the demo people with their fixed outcomes', async () => {
    const program = /```js\n(\/\/ try\.mjs\n[^]*?)```/.exec(readme)?.[1]
    assert.ok(program)
    const folder = join(root, 'test', 'out')
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'try.mjs')
    await writeFile(file, program)
    const env = { ...process.env, DATA_DIR: server.dataDir }
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env })
    const lines = stdout.trim().split('\n')
    assert.equal(lines.length, server.demo.people.length)
    for (const [index, person] of server.demo.people.entries()) {
      const result = lines[index]?.split(' ')[1]
      assert.equal(result === 'Success', person.expects === 0, lines[index])
    }
  })

  it('lists every root script that a user runs', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const own = new Set(['lint', 'types', 'mocha', 'mocha:together', 'mocha:alone', 'format'])
    const missing = Object.keys(scripts)
      .filter(name => !own.has(name))
      .filter(name => !readme.includes(`npm run ${name}`) && !readme.includes(`npm ${name}`))
    assert.deepEqual(missing, [])
  })
})
