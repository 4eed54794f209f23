import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../support/cli.ts'
import { randomPadEntry } from '../support/padEntry.ts'
import { photoOf } from '../support/photos.ts'
import { randomMiniFasNet, writeTorchFile } from '../support/torchFile.ts'

const v2 = '2.7_80x80_MiniFASNetV2.pth'
const v1se = '4_0_0_80x80_MiniFASNetV1SE.pth'

describe('npm run models:add', function () {
  this.timeout(120_000)
  let folder: string
  const at = (...names: string[]) => join(folder, ...names)
  const add = (...args: string[]) => runScript('modelsAdd', args, { DATA_DIR: at('data') })
  const lastJson = (stdout: string) => JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  const own = () => readdir(at('data', 'models')).catch(() => [])
  const padState = async () => {
    const { code, stdout } = await runScript('models', ['--check', '--json'], {
      DATA_DIR: at('data'),
    })
    const rows: { slot: string; state: string }[] = lastJson(stdout).slots
    return [code, rows.find(({ slot }) => slot === 'pad')?.state]
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-add-'))
    await mkdir(at('weights'))
    await writeFile(at('weights', v2), writeTorchFile(randomMiniFasNet(1, false)))
    await writeFile(at('weights', v1se), writeTorchFile(randomMiniFasNet(2, true)))
    await runScript('models', [])
  })
  after(() => rm(folder, { recursive: true }))

  it('explains itself, and refuses what it does not know', async () => {
    const help = await add('--help')
    assert.equal(help.code, 0)
    assert.match(help.stdout, /minifasnet FOLDER[^]*--entry ENTRY\.json[^]*remove SLOT/)
    for (const args of [
      [],
      ['toString'],
      ['minifasnet'],
      ['minifasnet', 'a', 'b'],
      ['remove', 'x'],
    ])
      assert.equal((await add(...args)).code, 2, args.join(' '))
  })

  it('says that evaluate pad needs a model, before it looks at anything', async () => {
    const { code, stderr } = await runScript('evaluate', ['pad', at('none')], {
      DATA_DIR: at('data'),
    })
    assert.equal(code, 2)
    assert.match(stderr, /Slot pad is empty.*models:add -- minifasnet/)
  })

  it('names a file that is missing, and one that is no MiniFASNet, and writes nothing', async () => {
    const missing = await add('minifasnet', folder)
    assert.equal(missing.code, 2)
    assert.match(missing.stderr, /2\.7_80x80_MiniFASNetV2\.pth is not there/)
    await mkdir(at('hostile'))
    await writeFile(at('hostile', v2), Buffer.from('\u0080\u0002cos\nsystem\n', 'latin1'))
    const hostile = await add('minifasnet', at('hostile'))
    assert.equal(hostile.code, 2)
    assert.match(hostile.stderr, /"os\.system", which is not allowed.*Nothing of it was run/)
    assert.deepEqual(await own(), [])
    assert.deepEqual(await padState(), [0, 'empty'])
  })

  it('builds both networks, states every sum, and says that these are not the published ones', async () => {
    const { code, stdout, stderr } = await add('minifasnet', at('weights'), '--json')
    assert.equal(code, 0, stderr)
    const report = lastJson(stdout)
    assert.deepEqual(
      report.sources.map(({ path }: { path: string }) => path),
      [v2, v1se],
    )
    assert.match(stdout, /NOT the published file/)
    const slots = JSON.parse(await readFile(at('data', 'models', 'slots.json'), 'utf8')).slots
    assert.deepEqual(slots.pad.source.files, [
      { path: v2, sha256: report.sources[0].sha256 },
      { path: v1se, sha256: report.sources[1].sha256 },
    ])
    assert.deepEqual(
      [slots.pad, ...slots.pad.ensemble].map(({ crop }: { crop: object }) => crop),
      [
        { kind: 'scaledBox', factor: 2.7, headroom: 0 },
        { kind: 'scaledBox', factor: 2.7, headroom: 0.15 },
        { kind: 'scaledBox', factor: 4, headroom: 0 },
        { kind: 'scaledBox', factor: 4, headroom: 0.15 },
      ],
    )
    assert.equal((await own()).length, 3)
    assert.deepEqual(await padState(), [0, 'own'])
    const before = await own()
    assert.equal((await add('minifasnet', at('weights'))).code, 0)
    assert.deepEqual(await own(), before, 'the same bytes again')
  })

  it('reports a changed file of a slot', async () => {
    const file = (await own()).find(name => name.endsWith('.onnx')) ?? ''
    const bytes = await readFile(at('data', 'models', file))
    await writeFile(at('data', 'models', file), 'spoilt')
    assert.deepEqual(await padState(), [1, 'wrongSum'])
    await writeFile(at('data', 'models', file), bytes)
  })

  it('lets evaluate pad measure it', async () => {
    await mkdir(at('pads', 'bonafide'), { recursive: true })
    await mkdir(at('pads', 'attack', 'print'), { recursive: true })
    await writeFile(at('pads', 'bonafide', '1.jpg'), await photoOf(0, 0))
    await writeFile(at('pads', 'attack', 'print', '1.jpg'), await photoOf(1, 0))
    await writeFile(at('pads', 'attack', 'print', 'broken.jpg'), 'no picture')
    const { code, stdout, stderr } = await runScript('evaluate', ['pad', at('pads'), '--json'], {
      DATA_DIR: at('data'),
    })
    assert.equal(code, 0, stderr)
    assert.match(stderr, /pictures 3\/3/)
    const report = lastJson(stdout)
    assert.equal(report.bonafide.presentations, 1)
    assert.deepEqual([report.species[0].species, report.species[0].apnrr], ['print', 0.5])
    assert.equal(report.noResponse[0].reason, 'notAnImage')
    assert.equal(report.curve.length, 19)
  })

  it('puts any ONNX into a slot by an entry, checked by a run on zeros', async () => {
    const { slot, files } = randomPadEntry([2, 3])
    const given: string[] = []
    for (const bytes of files.values()) {
      const path = at(`model ${given.length}.onnx`)
      await writeFile(path, bytes)
      given.push(path)
    }
    const entry = async (change: object) => {
      // What the files say is left out, as an operator leaves it out.
      const facts = { file: undefined, sizeBytes: undefined, sha256: undefined, source: undefined }
      const ensemble = slot.ensemble?.map(({ input, crop, outputs, score }) => ({
        input,
        crop,
        outputs,
        score,
      }))
      const text = JSON.stringify({ ...slot, ...facts, ensemble, ...change })
      await writeFile(at('entry.json'), text)
      return at('entry.json')
    }
    const before = await own()
    for (const [change, message] of [
      [{ score: undefined }, /pad\.score\.output must be/],
      [{ crop: { kind: 'guess' } }, /pad\.crop\.kind must be/],
      [{ ensemble: [] }, /describes 1 networks, 2 files are given/],
      [{ outputs: [{ name: 'x', shape: ['N', 3], meaning: 'x' }] }, /no output named x/],
    ] as const) {
      const refused = await add('pad', ...given, '--entry', await entry(change))
      assert.equal(refused.code, 2)
      assert.match(refused.stderr, message)
    }
    assert.equal((await add('pad', ...given)).code, 2)
    assert.deepEqual(await own(), before)
    const added = await add('pad', ...given, '--entry', await entry({}))
    assert.equal(added.code, 0, added.stderr)
    const after = await own()
    assert.equal(after.length, 3)
    assert.ok(
      after.some(name => /^model-0-[0-9a-f]{12}\.onnx$/.test(name)),
      after.join(),
    )
    assert.deepEqual(await padState(), [0, 'own'])
  })

  it('takes a model out again', async () => {
    assert.equal((await add('remove', 'pad')).code, 0)
    assert.deepEqual(await own(), ['slots.json'])
    assert.deepEqual(await padState(), [0, 'empty'])
    const again = await add('remove', 'pad')
    assert.equal(again.code, 2)
    assert.match(again.stderr, /holds no model of your own/)
  })
})
