import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wavOf } from '../speech/wavOf.ts'
import { runScript as run } from '../support/cli.ts'

describe('npm run evaluate -- digits', function () {
  this.timeout(120_000)
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-digits-'))
    await mkdir(join(folder, 'voices', 'tones'), { recursive: true })
    for (let digit = 0; digit < 10; digit++) {
      const tone = Float32Array.from({ length: 3200 }, (_, i) =>
        Math.sin(((400 + 200 * digit) * 2 * Math.PI * i) / 16_000),
      )
      await writeFile(join(folder, `voices/tones/${digit}_0.wav`), wavOf([tone], 16_000))
    }
  })
  after(() => rm(folder, { recursive: true }))

  it('measures each speaker and all, with progress, and the figures as JSON', async () => {
    const args = ['digits', join(folder, 'voices'), '--runs', '3', '--json']
    const { code, stdout, stderr } = await run('evaluate', args, { DATA_DIR: folder })
    assert.equal(code, 0, stderr)
    assert.match(stderr, /recordings 13\/13 \(100 %\)/)
    assert.match(stdout, /^tones +10 /m)
    const report = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
    assert.deepEqual(report.scorers, ['ctc'])
    assert.equal(report.voices.length, 1)
    assert.equal(report.voices[0].tokens, 10)
    assert.equal(report.voices[0].strings, 3)
    assert.equal(report.overall.points.length, 2)
    assert.deepEqual(report.unreadable, [])
  })

  it('listens with a model that the operator put in the place of the shipped one', async () => {
    const own = { DATA_DIR: join(folder, 'own') }
    const model = join('models', 'digits', 'digits.onnx')
    const { code, stdout, stderr } = await run('modelsAdd', ['digits', model, '--json'], own)
    assert.equal(code, 0, stderr)
    assert.match(stdout, /slot digits is filled/)
    const heard = await run('evaluate', ['digits', join(folder, 'voices'), '--runs', '1'], own)
    assert.equal(heard.code, 0, heard.stderr)
    const broken = join(folder, 'voices', 'tones', '0_0.wav')
    assert.equal((await run('modelsAdd', ['digits', broken], own)).code, 2)
    assert.equal((await run('modelsAdd', ['digits', join(folder, 'none.onnx')], own)).code, 2)
  })

  it('says what it needs', async () => {
    assert.equal((await run('evaluate', ['digits'])).code, 2)
    const empty = await run('evaluate', ['digits', join(folder, 'voices', 'tones')])
    assert.equal(empty.code, 2)
    assert.match(empty.stderr, /<digit>_<n>\.wav/)
  })
})
