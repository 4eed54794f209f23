import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepPerformances } from '../../server/evaluate/phone/keepPerformances.ts'
import {
  drawSecret,
  type PerformPhone,
  type PhonePlay,
} from '../../server/evaluate/phone/performPhone.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { buildHead } from '../../server/phone/render/head.ts'

describe('performances that are kept', () => {
  let folder = ''
  let performed = 0
  let play: PhonePlay
  const perform: PerformPhone = async ({ mode, seed }) => ({
    secret: drawSecret(mode, createRandom(seed)),
    performance: {
      packets: [{ kind: 'frame', captureMs: 5, payload: Buffer.from([++performed, 2, 3]) }],
      painted: [1, 2],
    },
  })

  before(() => {
    play = { head: buildHead(34), species: 'genuine', seed: 7, mode: 'light' }
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-keep-'))
    performed = 0
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('are performed once, and told apart', async () => {
    const keep = keepPerformances(join(folder, 'new'), perform)
    const first = await keep(play)
    assert.deepEqual(await keep(play), first)
    assert.equal(performed, 1)
    assert.ok(first.performance.packets[0]!.payload instanceof Uint8Array)
    for (const other of [
      { seed: 8 },
      { mode: 'action' },
      { species: 'print' },
      { isRecorded: true },
    ] as const)
      await keep({ ...play, ...other })
    assert.equal(performed, 5)
    assert.deepEqual((await readdir(join(folder, 'new'))).toSorted(), [
      'action-genuine-7-34.performance',
      'light-genuine-7-34.performance',
      'light-genuine-8-34.performance',
      'light-print-7-34.performance',
      'light-recorded-genuine-7-34.performance',
    ])
  })

  it('of light mode serve silent mode too, which asks for the same', async () => {
    const keep = keepPerformances(folder, perform)
    const { secret, performance } = await keep({ ...play, mode: 'silent' })
    assert.equal(secret.kind, 'silent')
    const light = await keep(play)
    assert.deepEqual([light.secret.kind, light.performance], ['light', performance])
    assert.equal((await keep({ ...play, mode: 'silent' })).secret.kind, 'silent')
    assert.equal(performed, 1)
  })

  it('of a challenge that is not drawn any more, and files of another kind, are named', async () => {
    const older: PerformPhone = async given => perform({ ...given, seed: given.seed + 1 })
    await keepPerformances(folder, older)(play)
    const keep = keepPerformances(folder, perform)
    await assert.rejects(keep(play), /light-genuine-7-34.* not drawn any more: take another folder/)
    for (const bytes of ['', 'nothing of the kind']) {
      await writeFile(join(folder, 'light-genuine-7-34.performance'), bytes)
      await assert.rejects(keep(play), /light-genuine-7-34.* holds no performance/)
    }
  })
})
