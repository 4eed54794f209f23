import assert from 'node:assert/strict'
import { buildMiniFasNet } from '../../models/build/buildMiniFasNet.ts'
import { readTorchFile } from '../../models/torch/readTorchFile.ts'
import { openOnnxBytes } from '../../server/vision/onnx.ts'
import { naiveMiniFasNet } from '../support/naiveMiniFasNet.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { randomMiniFasNet, writeTorchFile } from '../support/torchFile.ts'

describe('MiniFASNet as ONNX', function () {
  this.timeout(60_000)

  for (const [name, excites] of [
    ['V2', false],
    ['V1SE', true],
  ] as const)
    it(`computes what the layers of ${name} say, on random weights`, async () => {
      for (const seed of [1, 2, 3]) {
        const weights = randomMiniFasNet(seed, excites)
        const { onnx, inputPx, classes } = buildMiniFasNet(readTorchFile(writeTorchFile(weights)))
        assert.deepEqual([inputPx, classes], [80, 3])
        const random = seededRandom(100 + seed)
        const images = [0, 1].map(() =>
          Float32Array.from({ length: 3 * 80 * 80 }, () => Math.floor(256 * random())),
        )
        const model = await openOnnxBytes(onnx, name)
        const batch = new Float32Array(2 * 3 * 80 * 80)
        images.forEach((image, i) => batch.set(image, i * image.length))
        const { probabilities } = await model.run({ data: batch, dims: [2, 3, 80, 80] })
        await model.release()
        const expected = images.flatMap(image => naiveMiniFasNet(weights, image, 80))
        assert.ok(probabilities?.length === 6)
        expected.forEach((value, i) =>
          assert.ok(Math.abs(value - (probabilities[i] ?? NaN)) < 1e-5, `${i}: ${value}`),
        )
        // Random weights must not have made it a constant.
        assert.ok(Math.abs((expected[0] ?? 0) - (expected[3] ?? 0)) > 1e-6)
      }
    })

  it('names the tensor that is missing or does not fit', () => {
    const without = randomMiniFasNet(1, false)
    without.delete('conv_34.conv_dw.bn.running_var')
    assert.throws(() => buildMiniFasNet(without), /conv_34\.conv_dw\.bn\.running_var/)
    const short = randomMiniFasNet(1, false)
    short.set('conv1.prelu.weight', { shape: [1], data: new Float32Array(1) })
    assert.throws(() => buildMiniFasNet(short), /conv1\.prelu\.weight has 1 numbers, 4 are needed/)
    assert.throws(() => buildMiniFasNet(new Map()), /conv_6_dw\.conv\.weight/)
    const head = randomMiniFasNet(1, false)
    head.set('prob.weight', { shape: [3, 7], data: new Float32Array(21) })
    assert.throws(() => buildMiniFasNet(head), /do not fit together/)
  })
})
