import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'
import { randomSphinxModel, sphinxFilesOf } from '../support/sphinxModel.ts'

describe('npm run models:add -- cmu-mandarin', function () {
  this.timeout(120_000)
  let folder: string
  const env = () => ({ DATA_DIR: join(folder, 'data') })
  const add = (...args: string[]) => runScript('modelsAdd', args, env())
  const own = () => readdir(join(folder, 'data', 'models')).catch(() => [])
  const source = () => join(folder, 'source')

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-cmu-'))
    await mkdir(source())
    await runScript('models', [])
  })
  after(() => rm(folder, { recursive: true }))

  it('names a file that is missing, and one that is damaged, and writes nothing', async () => {
    const missing = await add('cmu-mandarin', source())
    assert.equal(missing.code, 2)
    assert.match(missing.stderr, /feat\.params is not there/)
    const files = sphinxFilesOf(randomSphinxModel(1, 'shared'))
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(join(source(), name), name === 'means' ? bytes.subarray(0, -9) : bytes)
    }
    const damaged = await add('cmu-mandarin', source())
    assert.equal(damaged.code, 2)
    assert.match(damaged.stderr, /means .*Take the file anew/)
    assert.deepEqual(await own(), [])
  })

  it('puts the model in place, says that it is no published one, and takes it out again', async () => {
    const files = sphinxFilesOf(randomSphinxModel(1, 'shared'))
    await writeFile(join(source(), 'means'), files.means)
    const added = await add('cmu-mandarin', source(), '--json')
    assert.equal(added.code, 0, added.stderr)
    // As a line and in the JSON; feat.params is just like a published one.
    assert.equal(added.stdout.match(/NOT a published file/g)?.length, 10)
    assert.equal((await own()).length, 2)
    const { code, stdout } = await runScript('models', ['--check'], env())
    assert.equal(code, 0)
    assert.match(stdout, /^digitsAcoustic +own/m)
    assert.equal((await add('remove', 'digitsAcoustic')).code, 0)
    assert.deepEqual(await own(), ['slots.json'])
  })
})
