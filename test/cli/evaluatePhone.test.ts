import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'
import { startDemoServer } from '../support/demoServer.ts'

describe('evaluate phone --recorded', function () {
  this.timeout(120_000)

  it('records digit ceremonies, reads the files and judges them as clips', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhenren-keep-'))
    const args = ['phone', '--recorded', '--mode', 'digit', '--runs', '1', '--json']
    const { code, stdout, stderr } = await runScript('evaluate', [
      ...args,
      '--species',
      'genuine',
      '--keep',
      folder,
    ])
    const kept = await readdir(folder)
    await rm(folder, { recursive: true })
    assert.equal(code, 0, stderr)
    assert.match(kept.join(), /^digit-recorded-genuine-\d+-\d+\.performance$/)
    const { rows } = JSON.parse(stdout.trim().split('\n').at(-1)!)
    assert.deepEqual(
      rows.map(({ species, passed, codes }: Record<string, unknown>) => [species, passed, codes]),
      [['genuine', 1, {}]],
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

describe('evaluate phone --demo', function () {
  this.timeout(120_000)

  it('verifies a living person through a running server, and counts how that ended', async () => {
    const server = await startDemoServer()
    try {
      const demo = join(server.dataDir, 'demo.json')
      const args = ['phone', '--demo', demo, '--runs', '1', '--species', 'genuine', '--json']
      const { code, stdout, stderr } = await runScript('evaluate', args)
      assert.equal(code, 0, stderr)
      const [row] = JSON.parse(stdout.trim().split('\n').at(-1)!).rows
      // In real time: on a machine that cannot keep up frames are missing, which is no verdict on anybody.
      const isSlow = row.codes['1008'] === 1
      assert.deepEqual([row.runs, isSlow ? 1 : row.passed], [1, 1], stdout)
      assert.match(server.logged(), /GetDetectInfoEnhanced/)
    } finally {
      await server.stop()
    }
    const demo = JSON.stringify({ ...server.demo, endpoint: `http://${server.address}` })
    const folder = await mkdtemp(join(tmpdir(), 'zhenren-demo-'))
    await writeFile(join(folder, 'demo.json'), demo)
    const args = ['phone', '--demo', join(folder, 'demo.json'), '--runs', '1', '--species', 'print']
    const gone = await runScript('evaluate', args)
    await rm(folder, { recursive: true })
    assert.notEqual(gone.code, 0)
    assert.match(gone.stderr, new RegExp(`http://${server.address} does not answer`))
  })

  it('could not run: with what a server does not do, or without a demo file', async () => {
    for (const [args, says] of [
      [['--demo', 'x', '--recorded'], /--demo goes without --keep and --recorded/],
      [['--demo', 'no-such-file.json', '--species', 'print'], /cannot be read/],
      [
        ['--demo', 'no-such-file.json', '--species', 'print', '--runs', '81'],
        /80 runs a day, 80 of each/,
      ],
      [['--demo', 'no-such-file.json'], /80 runs a day, 6 of each of these 12 species/],
    ] as const) {
      const { code, stderr } = await runScript('evaluate', ['phone', ...args])
      assert.equal(code, 2)
      assert.match(stderr, says)
    }
  })
})
