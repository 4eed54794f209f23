import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { VisionError } from '../../server/domain/visionError.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { openModelRegistry } from '../../server/vision/modelRegistry.ts'

function namesFile(name: string): (error: unknown) => boolean {
  return error => {
    assert.ok(error instanceof VisionError, String(error))
    assert.equal(error.code, 'modelUnusable')
    assert.match(error.message, new RegExp(`${name}.*npm run models`))
    return true
  }
}

describe('the model registry', () => {
  let folder = ''

  before(async function () {
    this.timeout(120_000)
    await buildModels()
  })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-'))
    for (const name of await readdir(modelFolder))
      if (name.endsWith('.onnx')) await copyFile(join(modelFolder, name), join(folder, name))
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('opens every still-photo slot with the size and limit of the manifest', async () => {
    const models = await openModelRegistry(folder)
    assert.equal(models.detector.inputPx, 128)
    assert.equal(models.smallFaceDetector.inputPx, 192)
    assert.equal(models.landmarks.inputPx, 192)
    assert.equal(models.embedding.inputPx, 150)
    assert.equal(models.detector.threshold, 0.5)
    await models.release()
  })

  it('names the file that is missing and the command that makes it', async () => {
    await rm(join(folder, 'mesh.onnx'))
    await assert.rejects(openModelRegistry(folder), namesFile('mesh.onnx'))
  })

  it('refuses a file that is not the manifest’s before it is opened', async () => {
    await copyFile(join(folder, 'detector-128.onnx'), join(folder, 'recogniser.onnx'))
    await assert.rejects(openModelRegistry(folder), namesFile('recogniser.onnx has sha256'))
    await writeFile(join(folder, 'recogniser.onnx'), '')
    await assert.rejects(openModelRegistry(folder), namesFile('recogniser.onnx has sha256'))
  })

  it('fails at start, not with the first photo', async () => {
    await rm(join(folder, 'recogniser.onnx'))
    const starting = createVision({ modelsDir: folder, workers: 1 })
    await assert.rejects(starting, namesFile('recogniser.onnx'))
  })
})
