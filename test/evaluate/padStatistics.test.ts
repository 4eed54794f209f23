import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { padStatistics, type PadResult } from '../../server/evaluate/pad/padStatistics.ts'
import { readPadFolder } from '../../server/evaluate/pad/readPadFolder.ts'

const result = (
  species: string | null,
  score: number | null,
  refusedBySignals = false,
): PadResult => ({
  species,
  score,
  accepted: score !== null && score >= 0.5 && !refusedBySignals,
  refusedBySignals,
})

describe('error rates of presentation attack detection', () => {
  const results = [
    ...[0.9, 0.8, 0.7, 0.4].map(score => result(null, score)),
    result(null, null),
    ...[0.1, 0.2].map(score => result('print', score)),
    ...[0.6, 0.3, 0.95].map(score => result('screen', score, score === 0.95)),
    result('screen', null),
  ]
  const statistics = padStatistics(results)

  it('are counted over those with a response, species by species', () => {
    assert.deepEqual(statistics.bonafide, { presentations: 5, bpnrr: 0.2, refused: 1, bpcer: 0.25 })
    assert.deepEqual(statistics.species, [
      { species: 'print', presentations: 2, apnrr: 0, accepted: 0, apcer: 0 },
      { species: 'screen', presentations: 4, apnrr: 0.25, accepted: 1, apcer: 1 / 3 },
    ])
    assert.deepEqual(statistics.worst, { species: 'screen', apcer: 1 / 3 })
    assert.deepEqual(statistics.refusedBySignals, { bonafide: 0, attack: 1 })
  })

  it('give the curve of the score, APCER of the species that is worst there', () => {
    const at = (threshold: number) => statistics.curve.find(point => point.threshold === threshold)
    assert.deepEqual(at(0.5), { threshold: 0.5, bpcer: 0.25, apcer: 2 / 3 })
    assert.deepEqual(at(0.15), { threshold: 0.15, bpcer: 0, apcer: 1 })
    assert.equal(statistics.auc, (4 + 4 + 4 + 3) / 20)
  })

  it('leave out what cannot be said', () => {
    const none = padStatistics([result(null, null), result('mask', null)])
    assert.equal(none.bonafide.bpcer, null)
    assert.equal(none.worst, null)
    assert.equal(none.auc, null)
    assert.deepEqual(none.curve, [])
  })
})

describe('a folder of presentations', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-pads-'))
    for (const name of [
      'bonafide/a/1.jpg',
      'bonafide/2.PNG',
      'attack/print/3.jpeg',
      'attack/mask/x.txt',
    ]) {
      await mkdir(join(folder, name, '..'), { recursive: true })
      await writeFile(join(folder, name), '')
    }
  })
  after(() => rm(folder, { recursive: true }))

  it('is read with its sub-folders, pictures only', async () => {
    assert.deepEqual(await readPadFolder(folder), [
      { file: join(folder, 'bonafide/2.PNG'), species: null },
      { file: join(folder, 'bonafide/a/1.jpg'), species: null },
      { file: join(folder, 'attack/print/3.jpeg'), species: 'print' },
    ])
  })

  it('can be a list instead', async () => {
    const list = join(folder, 'list.txt')
    await writeFile(list, '# mine\nbonafide bonafide/2.PNG\nattack/print, two words.jpg\n\n')
    assert.deepEqual(await readPadFolder(list), [
      { file: join(folder, 'bonafide/2.PNG'), species: null },
      { file: join(folder, 'two words.jpg'), species: 'print' },
    ])
    await writeFile(list, 'fake 1.jpg\n')
    await assert.rejects(readPadFolder(list), /"fake 1\.jpg" is not/)
  })

  it('needs both sides', async () => {
    await assert.rejects(readPadFolder(join(folder, 'attack')), /found 0 and 0/)
  })
})
