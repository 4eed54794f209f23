import assert from 'node:assert/strict'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { VisionError } from '../../server/domain/visionError.ts'
import { createSpeech, type Speech } from '../../server/speech/createSpeech.ts'

describe('createSpeech', function () {
  this.timeout(60_000)
  let speech: Speech
  before(async () => {
    await buildModels()
    speech = await createSpeech({ modelsDir: modelFolder })
  })
  after(() => speech?.close())

  it('hears no code in noise, and scores every code it is asked for', async () => {
    const noise = Float32Array.from({ length: 32_000 }, (_, at) => 0.01 * Math.sin(at * at))
    const scores = await speech.scoreCodes(noise, ['3804', '5', '13804'])
    assert.equal(scores.length, 3)
    assert.ok(
      scores.every(score => score < speech.threshold),
      String(scores),
    )
    // The caller's samples are its own.
    assert.equal(noise.length, 32_000)
  })

  it('finds no code in what is too short for it', async () => {
    assert.deepEqual(await speech.scoreCodes(new Float32Array(), ['3804']), [-Infinity])
  })

  it('says which model is missing', async () => {
    await assert.rejects(
      createSpeech({ modelsDir: '/nowhere' }),
      (error: unknown) => error instanceof VisionError && error.code === 'modelUnusable',
    )
  })
})
