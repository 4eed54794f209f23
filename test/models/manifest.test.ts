import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModelFileError } from '../../models/build/modelFileError.ts'
import { readManifest } from '../../models/manifest.ts'
import { recipes } from '../../models/build/recipes.ts'
import { slotNames } from '../../models/slotNames.ts'
import { shippedCalibration } from '../../server/domain/compare.ts'

describe('models/manifest.json', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-manifest-'))
  })
  after(() => rm(folder, { recursive: true }))

  const path = () => join(folder, 'manifest.json')
  /** The message that refuses the manifest with one field changed. */
  const refusalOf = async (field: string, value: unknown) => {
    const changed = withField(await readManifest(), field.split('.'), value)
    await writeFile(path(), JSON.stringify(changed))
    return readRefusal(path())
  }
  const readRefusal = async (path: string) => {
    try {
      await readManifest(path)
    } catch (error) {
      assert.ok(error instanceof ModelFileError)
      assert.equal(error.code, 'manifestInvalid')
      assert.equal(error.file, path)
      return error.message
    }
    return assert.fail('the manifest was accepted')
  }

  it('names a recipe for each slot filled from a package, and none for another', async () => {
    const { slots } = await readManifest()
    for (const name of slotNames) {
      const slot = slots[name]
      const isFromPackage = slot.file !== null && slot.source.package !== null
      assert.equal(isFromPackage, recipes[name] !== undefined, name)
    }
    assert.equal(slots.pad.file, null)
  })

  it('fills the digits slot with the file of this repository', async () => {
    const { digits } = (await readManifest()).slots
    assert.ok(digits.file !== null && 'repository' in digits.source)
    assert.deepEqual(digits.source.files, [{ path: 'digits/digits.onnx', sha256: digits.sha256 }])
    assert.equal(digits.input.rateHz, 16_000)
    assert.ok(digits.sizeBytes <= 2_000_000)
  })

  it('states the threshold of comparison that the shipped calibration has at FMR 1e-3', async () => {
    const { embedding } = (await readManifest()).slots
    assert.ok(embedding.file !== null)
    const point = shippedCalibration.points.find(({ fmr }) => fmr === 1e-3)
    assert.equal(embedding.threshold.value, point?.distance)
    assert.equal(embedding.threshold.passes, 'atMost')
  })

  it('names the field that is wrong', async () => {
    const wrong: [string, unknown][] = [
      ['version', 2],
      ['slots', []],
      ['slots.detector', undefined],
      ['slots.detector.file', '../detector.onnx'],
      ['slots.detector.sizeBytes', 0],
      ['slots.detector.sha256', 'ABC'],
      ['slots.landmarks.source.package', '/etc'],
      ['slots.landmarks.source.files.1.path', 'models/../../x.bin'],
      ['slots.landmarks.source.files.0.sha256', null],
      ['slots.landmarks.input.shape', ['M', 3]],
      ['slots.landmarks.input.layout', 'CHW'],
      ['slots.landmarks.input.mean', [0, 0]],
      ['slots.landmarks.crop.kind', 'guess'],
      ['slots.landmarks.crop.factor', '1.5'],
      ['slots.embedding.crop.template', [[0, 0]]],
      ['slots.embedding.outputs', []],
      ['slots.embedding.outputs.0.meaning', ''],
      ['slots.embedding.threshold.value', 'low'],
      ['slots.embedding.threshold.evaluation', undefined],
      ['slots.digits.input.rateHz', 0],
      ['slots.digits.input.shape', []],
      ['slots.digits.sha256', 'ABC'],
      ['slots.digits.source.repository', false],
      ['slots.digits.source.files.0.path', '../digits.onnx'],
      ['slots.digits.outputs.0.meaning', ''],
      ['slots.pad.note', undefined],
    ]
    for (const [field, value] of wrong) {
      const named = field.replace(/\.\d+/, '.*')
      assert.ok((await refusalOf(field, value)).includes(`${named} must be`), field)
    }
    assert.match(await refusalOf('slots.nose', {}), /slots\.nose is not a known slot/)
  })

  it('says so when the file is missing or is not JSON', async () => {
    assert.match(await readRefusal(join(folder, 'absent.json')), /cannot be read as JSON/)
    await writeFile(path(), '{')
    assert.match(await readRefusal(path()), /cannot be read as JSON/)
  })
})

/** A copy of `value` in which the named field is another one; undefined removes it. */
function withField(value: unknown, [first, ...rest]: string[], field: unknown): unknown {
  if (first === undefined) return field
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) =>
      String(i) === first ? withField(item, rest, field) : item,
    )
  }
  assert.ok(typeof value === 'object' && value !== null)
  const inner = Object.entries(value).find(([key]) => key === first)?.[1]
  return { ...value, [first]: withField(inner, rest, field) }
}
