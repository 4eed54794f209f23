import assert from 'node:assert/strict'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { encodeJpeg } from '../../server/cli/encodeJpeg.ts'
import { readVoices } from '../../server/cli/readVoices.ts'
import type { CaptureVision } from '../../server/domain/capture/captureVision.ts'
import type { Vision } from '../../server/domain/face.ts'
import { createEnginePlay } from '../../server/evaluate/phone/createEnginePlay.ts'
import { evaluatePhone } from '../../server/evaluate/phone/evaluatePhone.ts'
import { performPhone } from '../../server/evaluate/phone/performPhone.ts'
import type { PhoneSpecies } from '../../server/evaluate/phone/phoneSpecies.ts'
import { phoneModes, type PhoneMode } from '../../server/phone/modes.ts'
import { createSpeech, type Speech } from '../../server/speech/createSpeech.ts'
import { createVision } from '../../server/vision/createVision.ts'

/** The simulated phone through the whole engine, models and all: one run of what `evaluate phone` counts. */
describe('a ceremony of each liveness mode', function () {
  this.timeout(180_000)
  let vision: Vision & CaptureVision
  let listener: Speech

  before(async () => {
    await buildModels()
    vision = await createVision({ modelsDir: modelFolder, workers: 2 })
    listener = await createSpeech({ modelsDir: modelFolder })
  })
  after(() => Promise.all([vision?.close(), listener?.close()]))

  async function rowOf(mode: PhoneMode, species: PhoneSpecies) {
    const voices = await readVoices()
    const play = await createEnginePlay({
      vision,
      listener,
      seed: 3,
      mode,
      padThreshold: null,
      perform: each => performPhone({ encode: encodeJpeg, voices }, each),
      encode: encodeJpeg,
    })
    const [row] = await evaluatePhone({ species: [species], runs: 1, play, onProgress: () => {} })
    return row!
  }

  for (const mode of phoneModes) {
    it(`${mode} passes a living person who does what is asked`, async () => {
      const { passed, codes, failedChecks } = await rowOf(mode, 'genuine')
      assert.equal(passed, 1, JSON.stringify({ codes, failedChecks }))
    })
  }

  const attacks: [PhoneMode, PhoneSpecies, string][] = [
    ['digit', 'cutout', '1109'],
    ['light-digit', 'cutout', '1002'],
    ['silent', 'print', '1002'],
  ]
  for (const [mode, species, code] of attacks) {
    it(`${mode} does not pass ${species}`, async () => {
      const { passed, codes } = await rowOf(mode, species)
      assert.equal(passed, 0)
      assert.deepEqual(Object.keys(codes), [code])
    })
  }
})
