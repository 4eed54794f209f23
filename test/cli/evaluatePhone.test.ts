import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'

describe('evaluate phone --recorded', function () {
  this.timeout(120_000)

  it('records light ceremonies, reads the files and judges them as clips', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhenren-keep-'))
    const args = ['phone', '--recorded', '--runs', '1', '--species', 'genuine', '--json']
    const { code, stdout, stderr } = await runScript('evaluate', [...args, '--keep', folder])
    const kept = await readdir(folder)
    await rm(folder, { recursive: true })
    assert.equal(code, 0, stderr)
    const { rows } = JSON.parse(stdout.trim().split('\n').at(-1)!)
    assert.deepEqual(
      rows.map(({ species, runs, passed }: Record<string, unknown>) => [species, runs, passed]),
      [['genuine', 1, 1]],
      stdout,
    )
    assert.match(kept.join(), /^light-recorded-genuine-\d+-\d+\.performance$/)
  })

  it('hears what is said in digit ceremonies', async () => {
    const args = ['phone', '--recorded', '--mode', 'digit', '--runs', '1', '--json']
    const { code, stdout, stderr } = await runScript('evaluate', [
      ...args,
      '--species',
      'genuine,wrong-digits',
    ])
    assert.equal(code, 0, stderr)
    const { rows } = JSON.parse(stdout.trim().split('\n').at(-1)!)
    assert.deepEqual(
      rows.map(({ species, passed, codes }: Record<string, unknown>) => [species, passed, codes]),
      [
        ['genuine', 1, {}],
        ['wrong-digits', 0, { 1103: 1 }],
      ],
      stdout,
    )
  })

  it('goes with modes that leave a trace in a clip only', async () => {
    const args = ['phone', '--recorded', '--mode', 'action']
    const { code, stderr } = await runScript('evaluate', args)
    assert.equal(code, 2)
    assert.match(stderr, /goes with --mode light, digit, light-digit/)
  })
})
