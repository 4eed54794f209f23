import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModelFileError } from '../../models/build/modelFileError.ts'
import { sha256 } from '../../models/build/sha256.ts'
import { readManifest } from '../../models/manifest.ts'
import { emptySlot } from '../../models/own/emptySlot.ts'
import { fillSlot } from '../../models/own/fillSlot.ts'
import { ownFileName } from '../../models/own/ownFileName.ts'
import { readSlots } from '../../models/own/readSlots.ts'
import { randomPadEntry } from '../support/padEntry.ts'

describe('an operator’s own slots', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-own-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const read = () => readSlots({ modelsDir: 'built', ownFolder: folder })
  const isInvalid = (pattern: RegExp) => (error: unknown) => {
    assert.ok(error instanceof ModelFileError)
    assert.equal(error.code, 'manifestInvalid')
    assert.match(error.message, pattern)
    return true
  }

  it('leave the manifest as it is until one is filled', async () => {
    const { slots, isOwn, folderOf } = await read()
    assert.equal(slots.pad.file, null)
    assert.equal(isOwn('pad'), false)
    assert.equal(folderOf('detector'), 'built')
  })

  it('hold a recogniser of several files', async () => {
    const { digits } = (await readManifest()).slots
    assert.ok(digits.file !== null)
    const bytes = ['model', 'tokens'].map(text => new TextEncoder().encode(text))
    const [main, tokens] = bytes.map((content, at) => ({
      file: ownFileName(at === 0 ? 'model' : 'tokens', content, at === 0 ? 'onnx' : 'txt'),
      sizeBytes: content.length,
      sha256: sha256(content),
    }))
    assert.ok(main && tokens)
    const recogniser = {
      engine: 'sherpa-onnx' as const,
      files: [tokens],
      modelConfig: { tdnn: { model: main.file }, tokens: tokens.file },
    }
    const slot = { ...digits, ...main, source: { package: null, files: [] }, recogniser }
    const files = new Map([main, tokens].map(({ file }, at) => [file, bytes[at]!] as const))
    await assert.rejects(fillSlot(folder, 'digits', slot, files), isInvalid(/source\.files/))
    const given = {
      ...slot,
      source: { package: null, files: [{ path: 'model.onnx', sha256: main.sha256 }] },
    }
    await fillSlot(folder, 'digits', given, files)
    assert.deepEqual((await read()).slots.digits, given)
    assert.equal((await readdir(folder)).length, 3)
    for (const [broken, problem] of [
      [{ ...recogniser, engine: 'other' }, /recogniser\.engine must be sherpa-onnx/],
      [{ ...recogniser, files: [{ ...tokens, file: '../x' }] }, /recogniser\.files\.\*\.file/],
      [null, /recogniser must be/],
    ] as const) {
      const slots = { digits: { ...given, recogniser: broken } }
      await writeFile(join(folder, 'slots.json'), JSON.stringify({ version: 1, slots }))
      await assert.rejects(read(), isInvalid(problem))
    }
  })

  it('take the place of the manifest’s, are replaced without a rest, and are taken out', async () => {
    const { slot, files } = randomPadEntry([2.7, 4])
    await fillSlot(folder, 'pad', slot, files)
    const filled = await read()
    assert.deepEqual(filled.slots.pad, slot)
    assert.equal(filled.isOwn('pad'), true)
    assert.equal(filled.folderOf('pad'), folder)
    assert.equal(filled.folderOf('detector'), 'built')
    assert.deepEqual((await readdir(folder)).toSorted(), [...files.keys(), 'slots.json'].toSorted())

    const one = randomPadEntry([2])
    await fillSlot(folder, 'pad', one.slot, one.files)
    assert.deepEqual(
      (await readdir(folder)).toSorted(),
      [...one.files.keys(), 'slots.json'].toSorted(),
    )
    assert.equal(await emptySlot(folder, 'pad'), true)
    assert.deepEqual(await readdir(folder), ['slots.json'])
    assert.equal((await read()).slots.pad.file, null)
    assert.equal(await emptySlot(folder, 'pad'), false)
  })

  it('keep files that models:add did not make', async () => {
    await writeFile(join(folder, 'notes.txt'), 'mine')
    const { slot, files } = randomPadEntry([2])
    await fillSlot(folder, 'pad', slot, files)
    await emptySlot(folder, 'pad')
    assert.deepEqual((await readdir(folder)).toSorted(), ['notes.txt', 'slots.json'])
  })

  it('are refused before anything is written when entry and files do not agree', async () => {
    const { slot, files } = randomPadEntry([2.7, 4])
    const noScore = { ...slot, ensemble: [{ ...slot, score: { ...slot.score!, output: '' } }] }
    await assert.rejects(
      fillSlot(folder, 'pad', noScore, files),
      isInvalid(/pad\.ensemble\.0\.score\.output must be/),
    )
    const wrong = { ...slot, crop: { kind: 'scaledBox', factor: 0 } } as const
    await assert.rejects(fillSlot(folder, 'pad', wrong, files), isInvalid(/crop\.factor must be/))
    const [first = ''] = files.keys()
    const spoilt = new Map(files).set(first, new Uint8Array(4))
    await assert.rejects(fillSlot(folder, 'pad', slot, spoilt), {
      code: 'outputChanged',
      file: first,
    })
    assert.deepEqual(await readdir(folder), [])
  })

  it('are never passed over when slots.json is damaged', async () => {
    for (const [text, pattern] of [
      ['{', /slots\.json: cannot be read as JSON.*models:add/],
      ['{"version":2}', /version must be 1/],
      ['{"version":1,"slots":{"nose":{}}}', /slots\.nose is not a known slot/],
      ['{"version":1,"slots":{"pad":{"file":null,"task":"x","note":"x"}}}', /pad\.file must be/],
      ['{"version":1,"slots":{"pad":{"file":"../x.onnx"}}}', /slots\.pad\./],
    ] as const) {
      await writeFile(join(folder, 'slots.json'), text)
      await assert.rejects(read(), isInvalid(pattern), text)
    }
  })
})
