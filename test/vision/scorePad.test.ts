import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { fillSlot } from '../../models/own/fillSlot.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { probeModel } from '../../server/vision/probeModel.ts'
import { readScore } from '../../server/vision/readScore.ts'
import { resizeInto, type ResizeTarget } from '../../server/vision/resizeInto.ts'
import { scaledBox } from '../../server/vision/scaledBox.ts'
import { randomPadEntry } from '../support/padEntry.ts'
import { photoOf } from '../support/photos.ts'

describe('the crop rule scaledBox', () => {
  const picture = { width: 480, height: 640 }

  it('grows the box around its centre', () => {
    const cut = scaledBox([200, 300, 60, 80], { factor: 2 }, picture)
    assert.deepEqual(cut, { left: 170, top: 260, width: 121, height: 161 })
  })

  it('adds headroom above the box before', () => {
    const cut = scaledBox([200, 300, 60, 80], { factor: 2, headroom: 0.25 }, picture)
    assert.deepEqual(cut, scaledBox([200, 280, 60, 100], { factor: 2 }, picture))
  })

  it('shifts what would reach over an edge', () => {
    const corner = scaledBox([0, 0, 100, 100], { factor: 2 }, picture)
    assert.deepEqual(corner, { left: 0, top: 0, width: 201, height: 201 })
    const other = scaledBox([380, 540, 100, 100], { factor: 2 }, picture)
    assert.deepEqual(other, { left: 279, top: 439, width: 201, height: 201 })
  })

  it('shrinks both sides alike when the picture is too small', () => {
    const cut = scaledBox([150, 200, 200, 100], { factor: 4 }, picture)
    assert.deepEqual(cut, { left: 0, top: 130, width: 480, height: 240 })
  })

  it('stays inside whatever the box, and refuses one without area', () => {
    for (const box of [
      [-50, -50, 40, 40],
      [470, 630, 300, 300],
      [0, 0, 5000, 3],
      [100, 100, 0.2, 0.2],
    ] as const) {
      const cut = scaledBox(box, { factor: 2.7 }, picture)
      assert.ok(cut && cut.left >= 0 && cut.top >= 0 && cut.width >= 1 && cut.height >= 1)
      assert.ok(cut.left + cut.width <= picture.width && cut.top + cut.height <= picture.height)
    }
    assert.equal(scaledBox([10, 10, 0, 10], { factor: 2 }, picture), null)
    assert.equal(scaledBox([10, 10, NaN, 10], { factor: 2 }, picture), null)
  })
})

describe('resizing onto a model’s input', () => {
  const image = {
    width: 4,
    height: 2,
    data: Uint8Array.from({ length: 24 }, (_, i) => 10 * (i % 3) + Math.floor(i / 3)),
  }
  const whole = { left: 0, top: 0, width: 4, height: 2 }
  const plain: Omit<ResizeTarget, 'width' | 'height'> = {
    layout: 'NCHW',
    colour: 'RGB',
    mean: [0, 0, 0],
    scale: [1, 1, 1],
  }

  it('samples at pixel centres without averaging, edges repeated', () => {
    const half = resizeInto(image, whole, { ...plain, width: 2, height: 1 })
    // Red is 0 1 2 3 / 4 5 6 7: between columns 0 and 1, rows 0 and 1.
    assert.deepEqual([...half], [3, 5, 13, 15, 23, 25])
    const large = resizeInto(image, whole, { ...plain, width: 8, height: 2 })
    assert.deepEqual([...large.subarray(0, 8)], [0, 0, 1, 1, 2, 2, 3, 3])
  })

  it('writes colour order, layout, mean and scale as the entry says', () => {
    const target: Omit<ResizeTarget, 'layout'> = {
      colour: 'BGR',
      mean: [1, 2, 3],
      scale: [0.5, 1, 2],
      width: 4,
      height: 2,
    }
    const planes = resizeInto(image, whole, { ...target, layout: 'NCHW' })
    const pixels = resizeInto(image, whole, { ...target, layout: 'NHWC' })
    // Blue of the last pixel is 27, green 17, red 7.
    assert.deepEqual([planes[7], planes[15], planes[23]], [13, 15, 8])
    assert.deepEqual([...pixels.subarray(21)], [13, 15, 8])
  })
})

describe('the score rule', () => {
  const outputs = {
    out: Float32Array.from([0.2, 0.7, 0.1]),
    logits: Float32Array.from([1000, 1001]),
  }
  it('reads one class, after the activation', () => {
    const read = (output: string, index: number, activation: 'none' | 'softmax' | 'sigmoid') =>
      readScore(outputs, { output, index, activation })
    assert.ok(Math.abs((read('out', 1, 'none') ?? NaN) - 0.7) < 1e-6)
    assert.ok(Math.abs((read('logits', 1, 'softmax') ?? NaN) - 1 / (1 + Math.exp(-1))) < 1e-9)
    assert.equal(read('logits', 0, 'sigmoid'), 1)
    assert.equal(read('logits', 0, 'none'), null)
    assert.equal(read('out', 3, 'none'), null)
    assert.equal(read('absent', 0, 'none'), null)
  })
})

describe('slot pad', function () {
  this.timeout(120_000)
  let folder: string
  before(() => buildModels().then(() => undefined))
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-pad-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('gives no score while it is empty, and signals all the same', async () => {
    const vision = await createVision({ modelsDir: modelFolder, workers: 1 })
    const analysis = await vision.analysePhoto(await photoOf(0, 0))
    const unasked = await vision.analysePhoto(await photoOf(0, 0), { needsPad: false })
    await vision.close()
    assert.ok(analysis.ok && unasked.ok)
    assert.deepEqual([unasked.padScore, unasked.padSignals], [null, null])
    assert.equal(analysis.padScore, null)
    assert.ok(analysis.padSignals && analysis.padSignals.rim === 0)
  })

  it('gives the mean over its networks', async () => {
    const scores: number[] = []
    for (const factors of [[2.7], [2.7, 4]]) {
      const { slot, files } = randomPadEntry(factors)
      await fillSlot(folder, 'pad', slot, files)
      const vision = await createVision({ modelsDir: modelFolder, ownFolder: folder, workers: 1 })
      const analysis = await vision.analysePhoto(await photoOf(0, 0))
      await vision.close()
      assert.ok(analysis.ok && typeof analysis.padScore === 'number')
      assert.ok(analysis.padScore >= 0 && analysis.padScore <= 1)
      scores.push(analysis.padScore)
    }
    assert.notEqual(scores[0], scores[1])
  })

  it('stops the start when its file is another one', async () => {
    const { slot, files } = randomPadEntry([2])
    await fillSlot(folder, 'pad', slot, files)
    await writeFile(join(folder, slot.file), 'spoilt')
    await assert.rejects(createVision({ modelsDir: modelFolder, ownFolder: folder, workers: 1 }), {
      code: 'modelUnusable',
      message: new RegExp(`${slot.file} has sha256.*models:add`),
    })
  })

  it('is probed on zeros: whatever the entry says must hold', async () => {
    const { slot, files } = randomPadEntry([2, 3])
    await probeModel('pad', slot, files)
    const output = slot.outputs[0]!
    const wrong: [Partial<typeof slot>, RegExp][] = [
      [{ input: { ...slot.input, name: 'x' } }, /its input is named image, not x/],
      [
        { input: { ...slot.input, shape: ['N', 3, 64, 64] } },
        /cannot run on an input of \[1, 3, 64, 64\]/,
      ],
      [{ input: { ...slot.input, shape: ['N', 80, 80, 3] } }, /three channels/],
      [{ crop: { kind: 'letterbox', fill: 0 } }, /crop rule scaledBox/],
      [{ outputs: [{ ...output, name: 'scores' }] }, /no output named scores/],
      [{ outputs: [{ ...output, shape: ['N', 2] }] }, /has 3 numbers, 2 are expected/],
      [{ score: { output: 'probabilities', index: 3, activation: 'none' } }, /score rule/],
    ]
    for (const [change, message] of wrong)
      await assert.rejects(probeModel('pad', { ...slot, ...change }, files), {
        code: 'modelUnusable',
        message,
      })
    const noModel = new Map([...files.keys()].map(name => [name, Buffer.from('no model')]))
    await assert.rejects(probeModel('pad', slot, noModel), /cannot be opened/)
    await assert.rejects(probeModel('embedding', slot, files), /square NCHW RGB/)
  })
})
