import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'

describe('evaluate phone --recorded', function () {
  this.timeout(120_000)

  it('records light ceremonies, reads the files and judges them as clips', async () => {
    const args = ['phone', '--recorded', '--runs', '1', '--species', 'genuine', '--json']
    const { code, stdout, stderr } = await runScript('evaluate', args)
    assert.equal(code, 0, stderr)
    const { rows } = JSON.parse(stdout.trim().split('\n').at(-1)!)
    assert.deepEqual(
      rows.map(({ species, runs, passed }: Record<string, unknown>) => [species, runs, passed]),
      [['genuine', 1, 1]],
      stdout,
    )
  })

  it('goes with mode light only', async () => {
    const args = ['phone', '--recorded', '--mode', 'digit']
    const { code, stderr } = await runScript('evaluate', args)
    assert.equal(code, 2)
    assert.match(stderr, /goes with mode light/)
  })
})

describe('evaluate phone --keep', function () {
  this.timeout(120_000)

  it('performs once and judges as often as asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhenren-keep-'))
    try {
      const kept = join(folder, 'made')
      const args = ['phone', '--mode', 'silent', '--runs', '1', '--species', 'static-photo']
      const judge = async () => {
        const ended = await runScript('evaluate', [...args, '--keep', kept, '--json'])
        assert.equal(ended.code, 0, ended.stderr)
        const files = await readdir(kept)
        const [file] = files
        assert.deepEqual(files, [file])
        const { mtimeMs, size } = await stat(join(kept, file!))
        return { figures: ended.stdout.trim().split('\n').at(-1), file, mtimeMs, size }
      }
      const first = await judge()
      assert.match(first.file!, /^silent-static-photo-\d+-\d+\.performance$/)
      assert.match(first.figures!, /"runs":1,"passed":0/)
      assert.deepEqual(await judge(), first)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
