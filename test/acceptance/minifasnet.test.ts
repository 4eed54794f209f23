import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import type { Vision } from '../../server/domain/face.ts'
import { judgePad } from '../../server/domain/pad/judgePad.ts'
import { padLimitsWith } from '../../server/domain/pad/padLimits.ts'
import { evaluatePad } from '../../server/evaluate/pad/evaluatePad.ts'
import { loadPadThreshold } from '../../server/loadPadThreshold.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { runScript } from '../support/cli.ts'
import { photoOf } from '../support/photos.ts'
import { screenReplay } from '../support/screenReplay.ts'

/** A folder with the two published MiniFASNet files. */
const weights = process.env['TEST_MINIFASNET']
/** Pictures as for `evaluate -- pad`, a folder or a list; all of them must be judged rightly. */
const pictures = process.env['TEST_PAD']

describe('the published MiniFASNet in slot pad', function () {
  this.timeout(300_000)
  let dataDir: string | null = null
  let vision: Vision
  let minScore: number

  before(async function () {
    if (!weights) {
      console.log('    SKIPPED: TEST_MINIFASNET names no folder with the published files')
      this.skip()
    }
    await buildModels()
    dataDir = await mkdtemp(join(tmpdir(), 'zhenren-minifasnet-'))
    const added = await runScript('modelsAdd', ['minifasnet', weights], { DATA_DIR: dataDir })
    assert.equal(added.code, 0, added.stderr)
    assert.equal(added.stdout.match(/the published file/g)?.length, 2, added.stdout)
    minScore = (await loadPadThreshold(dataDir)) ?? NaN
    const ownFolder = ownModelFolder(dataDir)
    vision = await createVision({ modelsDir: modelFolder, ownFolder, workers: 1 })
  })
  after(async () => {
    if (dataDir === null) return
    await vision?.close()
    await rm(dataDir, { recursive: true })
  })

  const judge = async (jpeg: Buffer) => {
    const analysis = await vision.analysePhoto(jpeg)
    assert.ok(analysis.ok && typeof analysis.padScore === 'number')
    return { score: analysis.padScore, ...judgePad([analysis], padLimitsWith(minScore)) }
  }

  it('passes the plain renders, and refuses them on a screen', async () => {
    for (const face of [0, 1, 2, 3]) {
      const photo = await photoOf(face, 0)
      const plain = await judge(photo)
      assert.equal(plain.outcome, 'pass', JSON.stringify(plain))
      for (const options of [
        {},
        { moire: 0 },
        { moire: 0.02 },
        { shown: 0.45 },
        { shown: 0.8 },
        { moire: 0.04 },
      ]) {
        const replay = await judge(await screenReplay(photo, options))
        assert.notEqual(replay.outcome, 'pass', JSON.stringify(replay))
        assert.ok(replay.score < minScore, `${face} ${JSON.stringify(options)} ${replay.score}`)
      }
    }
  })

  it('judges real pictures rightly', async function () {
    if (!pictures) {
      console.log('    SKIPPED: TEST_PAD names no pictures (see evaluate -- pad)')
      this.skip()
    }
    const report = await evaluatePad(pictures, {
      vision,
      limits: { ...padLimitsWith(minScore), minScore },
      concurrency: 2,
      onProgress: () => undefined,
    })
    console.log(`    ${JSON.stringify({ bonafide: report.bonafide, species: report.species })}`)
    assert.deepEqual(report.wrong, [])
    assert.deepEqual(report.noResponse, [])
  })
})
