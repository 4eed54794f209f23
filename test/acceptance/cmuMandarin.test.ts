import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'

/** A folder with the files of CMU's semi-continuous Mandarin model (tdt_sc_8k). */
const source = process.env['TEST_CMU_MANDARIN']
/** Labelled digits as for `evaluate -- digits`. */
const voices = process.env['TEST_DIGITS']

describe('CMU’s published Mandarin model in slot digitsAcoustic', function () {
  this.timeout(600_000)
  let dataDir: string | null = null

  before(async function () {
    if (!source) {
      console.log('    SKIPPED: TEST_CMU_MANDARIN names no folder with the published files')
      this.skip()
    }
    dataDir = await mkdtemp(join(tmpdir(), 'zhenren-cmu-'))
    const added = await runScript('modelsAdd', ['cmu-mandarin', source], { DATA_DIR: dataDir })
    assert.equal(added.code, 0, added.stderr)
    assert.equal(added.stdout.match(/the published semi-continuous model/g)?.length, 6)
  })
  after(async () => {
    if (dataDir !== null) await rm(dataDir, { recursive: true })
  })

  const evaluate = async (folder: string, env: Record<string, string>) => {
    const args = ['digits', folder, '--runs', '10', '--json']
    const { code, stdout, stderr } = await runScript('evaluate', args, env)
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  }

  it('reads digits of unseen speakers better together with the own networks than these alone', async function () {
    if (!voices) {
      console.log('    SKIPPED: TEST_DIGITS names no labelled digits (see evaluate -- digits)')
      this.skip()
    }
    assert.ok(dataDir !== null)
    const both = await evaluate(voices, { DATA_DIR: dataDir })
    const alone = await evaluate(voices, { DATA_DIR: join(dataDir, 'none') })
    assert.deepEqual(both.scorers, ['ctc', 'cmu'])
    assert.deepEqual(alone.scorers, ['ctc'])
    const figures = [alone, both].map(({ overall }) => ({
      isolated: overall.isolated,
      points: overall.points,
    }))
    console.log(`    ${JSON.stringify(figures)}`)
    assert.ok(both.overall.isolated > alone.overall.isolated)
    assert.ok(both.overall.points[0].oneWrongAccepted < alone.overall.points[0].oneWrongAccepted)
  })
})
