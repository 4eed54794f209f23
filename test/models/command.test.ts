import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../server/cli/models.ts', import.meta.url))

interface Run {
  code: number
  stdout: string
  stderr: string
}

function run(...args: string[]): Promise<Run> {
  return new Promise(resolve => {
    execFile(process.execPath, ['--import', 'tsx', script, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

describe('npm run models', function () {
  this.timeout(120_000)
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-models-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('reports missing models, builds them, and finds them afterwards', async () => {
    const before = await run('--check', '--out', folder, '--json')
    assert.equal(before.code, 1)
    assert.match(before.stdout, /^landmarks +missing/m)

    const built = await run('--out', folder, '--json')
    assert.equal(built.code, 0, built.stderr)
    const after = await run('--check', '--out', folder, '--json')
    assert.equal(after.code, 0)
    assert.equal(after.stdout, built.stdout)
    assert.match(after.stdout, /^embedding +built +22\.6 MB/m)
    const lastLine: unknown = JSON.parse(after.stdout.trimEnd().split('\n').at(-1) ?? '')
    assert.ok(typeof lastLine === 'object' && lastLine && 'slots' in lastLine)
    assert.ok(Array.isArray(lastLine.slots))
    assert.deepEqual(
      lastLine.slots.map((row: { slot: string; state: string }) => [row.slot, row.state]),
      [
        ['detector', 'built'],
        ['detectorSmallFaces', 'built'],
        ['landmarks', 'built'],
        ['embedding', 'built'],
        ['digits', 'built'],
        ['digitsAcoustic', 'empty'],
        ['pad', 'empty'],
      ],
    )
  })

  it('explains itself, and refuses what it does not know', async () => {
    const help = await run('--help')
    assert.equal(help.code, 0)
    assert.match(help.stdout, /--check/)
    assert.equal((await run('--chek')).code, 2)
    assert.equal((await run('detector')).code, 2)
  })
})
