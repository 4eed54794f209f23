import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildModels, type BuildProgress } from '../../models/build/buildModels.ts'
import { findPackageFolder } from '../../models/build/findPackageFolder.ts'
import { ModelFileError, type ModelFileCode } from '../../models/build/modelFileError.ts'
import { sha256 } from '../../models/build/sha256.ts'
import { verifyModels } from '../../models/build/verifyModels.ts'
import { readManifest, type FilledSlot, type ModelManifest } from '../../models/manifest.ts'
import { slotNames } from '../../models/slotNames.ts'

const builtFiles = [
  'detector-128.onnx',
  'detector-192.onnx',
  'mesh.onnx',
  'recogniser.onnx',
  'digits.onnx',
]

const repository = fileURLToPath(new URL('../..', import.meta.url))

describe('building the models', function () {
  this.timeout(120_000)
  let folder: string
  let manifest: ModelManifest
  let small: ModelManifest
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-models-'))
    manifest = await readManifest()
    small = onlyDetector(manifest)
  })
  after(() => rm(folder, { recursive: true }))

  it('gives the bytes of the manifest, in two builds at once into one folder', async () => {
    const outDir = join(folder, 'twice')
    const [first, second] = await Promise.all([buildModels({ outDir }), buildModels({ outDir })])
    assert.deepEqual(
      first.map(model => basename(model.path)),
      builtFiles,
    )
    assert.equal(second.length, first.length)
    for (const name of slotNames) {
      const slot = manifest.slots[name]
      if (slot.file === null) continue
      const bytes = await readFile(join(outDir, slot.file))
      assert.equal(bytes.length, slot.sizeBytes)
      assert.equal(sha256(bytes), slot.sha256)
    }
    assert.deepEqual(
      (await readdir(outDir)).toSorted(),
      builtFiles.toSorted(),
      'no temporary file is left',
    )
  })

  it('gives equal bytes each time', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    await buildModels({ outDir: first, manifest: small })
    await buildModels({ outDir: second, manifest: small })
    const file = 'detector-128.onnx'
    assert.deepEqual(await readFile(join(first, file)), await readFile(join(second, file)))
  })

  it('keeps what is there, without needing the packages, and rebuilds what is spoilt', async () => {
    const outDir = join(folder, 'kept')
    const steps: BuildProgress[] = []
    const [built] = await buildModels({
      outDir,
      manifest: small,
      onProgress: step => steps.push(step),
    })
    assert.equal(built?.outcome, 'built')
    assert.deepEqual(steps, [
      { done: 0, total: 1, slot: 'detector' },
      { done: 1, total: 1, slot: null },
    ])
    const absent = { outDir, manifest: small, findPackage: () => null }
    assert.equal((await buildModels(absent))[0]?.outcome, 'kept')

    const path = join(outDir, 'detector-128.onnx')
    await spoil(path)
    const error = await refusal(verifyModels({ outDir, manifest: small }), 'outputChanged', path)
    assert.match(error.message, /npm run models/)
    assert.equal((await buildModels({ outDir, manifest: small }))[0]?.outcome, 'built')
    await verifyModels({ outDir, manifest: small })
  })

  it('verification names a model that is missing', async () => {
    const outDir = join(folder, 'nothing')
    const path = join(outDir, 'detector-128.onnx')
    const error = await refusal(verifyModels({ outDir, manifest }), 'outputMissing', path)
    assert.match(error.message, /npm run models/)
  })

  it('names a source file that was changed or is missing, and what it expected', async () => {
    const outDir = join(folder, 'untouched')
    const copy = await copyOfHuman(join(folder, 'copy'))
    const build = () => buildModels({ outDir, manifest: small, findPackage: () => copy })
    await build()
    await rm(outDir, { recursive: true })

    const weightFile = join(copy, 'models', 'blazeface.bin')
    await spoil(weightFile)
    const changed = await refusal(build(), 'sourceChanged', weightFile)
    assert.ok(changed.message.includes(detectorOf(manifest).source.files[1]?.sha256 ?? '-'))
    assert.match(changed.message, /npm run models/)
    await rm(weightFile)
    const missing = await refusal(build(), 'sourceMissing', weightFile)
    assert.match(missing.message, /npm ci/)
    assert.deepEqual(await readdir(outDir), [], 'nothing was written')
  })

  it('names a package of another version, or one that is not installed', async () => {
    const outDir = join(folder, 'versions')
    const copy = await copyOfHuman(join(folder, 'other'))
    await writeFile(join(copy, 'package.json'), '{"version":"3.3.5"}')
    const other = buildModels({ outDir, manifest: small, findPackage: () => copy })
    assert.match(
      (await refusal(other, 'packageVersion', '@vladmandic/human')).message,
      /3\.3\.6.*3\.3\.5.*npm ci/,
    )
    const absent = buildModels({ outDir, manifest: small, findPackage: () => null })
    await refusal(absent, 'packageMissing', '@vladmandic/human')
  })

  it('takes a model of this repository as it is, and no other file in its place', async () => {
    const outDir = join(folder, 'repository')
    const { digits } = manifest.slots
    const [built] = await buildModels({ outDir, manifest: withDigits(small, digits) })
    assert.equal(built?.slot, 'digits')
    assert.ok(digits.file !== null)
    assert.equal(sha256(await readFile(join(outDir, 'digits.onnx'))), digits.sha256)

    await rm(outDir, { recursive: true })
    const build = (path: string) => {
      const files = [{ path, sha256: digits.sha256 }]
      const source = { package: null, repository: true, files } as const
      return buildModels({ outDir, manifest: withDigits(small, { ...digits, source }) })
    }
    const other = join(repository, 'models', 'digits', 'README.md')
    await refusal(build('digits/README.md'), 'sourceChanged', other)
    const absent = join(repository, 'models', 'digits', 'absent.onnx')
    await refusal(build('digits/absent.onnx'), 'sourceMissing', absent)
    assert.deepEqual(await readdir(outDir), [])
  })

  it('puts nothing in place when the conversion does not give the expected sum', async () => {
    const outDir = join(folder, 'unexpected')
    const detector = { ...detectorOf(manifest), sha256: '0'.repeat(64) }
    const wrong = { ...small, slots: { ...small.slots, detector } }
    const error = await refusal(
      buildModels({ outDir, manifest: wrong }),
      'outputChanged',
      'detector-128.onnx',
    )
    assert.ok(error.message.includes(detectorOf(manifest).sha256), 'names what it found')
    assert.deepEqual(await readdir(outDir), [])
  })
})

function detectorOf({ slots: { detector } }: ModelManifest): FilledSlot {
  assert.ok(detector.file !== null)
  return detector
}

/** The manifest with one small model, so that a test does not convert the big one. */
function onlyDetector(manifest: ModelManifest): ModelManifest {
  const empty = { task: 'none', file: null, note: 'left out of this test' } as const
  const none = { detectorSmallFaces: empty, landmarks: empty, embedding: empty, digits: empty }
  return { ...manifest, slots: { ...manifest.slots, ...none } }
}

/** The manifest with the digit model alone. */
function withDigits(
  { version, slots }: ModelManifest,
  digits: ModelManifest['slots']['digits'],
): ModelManifest {
  const detector = { task: 'none', file: null, note: 'left out of this test' } as const
  return { version, slots: { ...slots, detector, digits } }
}

async function copyOfHuman(to: string): Promise<string> {
  const from = findPackageFolder('@vladmandic/human')
  assert.ok(from !== null)
  for (const file of ['package.json', 'models/blazeface.json', 'models/blazeface.bin']) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    await copyFile(join(from, file), join(to, file))
  }
  return to
}

/** Turns one bit in the middle of a file. */
async function spoil(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = bytes.length >> 1
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  await writeFile(path, bytes)
}

async function refusal(
  work: Promise<unknown>,
  code: ModelFileCode,
  file: string,
): Promise<ModelFileError> {
  try {
    await work
  } catch (error) {
    assert.ok(error instanceof ModelFileError, String(error))
    assert.deepEqual({ code: error.code, file: error.file }, { code, file })
    return error
  }
  return assert.fail(`expected ${code}`)
}
