import assert from 'node:assert/strict'
import { modelFolder } from '../../models/build/modelFolder.ts'
import type { Vision } from '../../server/domain/face.ts'
import { encodeJpeg } from '../../server/cli/encodeJpeg.ts'
import { measureMeanFace } from '../../server/evaluate/measureMeanFace.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { meanFaceNormals } from '../../server/vision/meanFaceNormals.ts'

describe('the mean face', function () {
  this.timeout(60_000)
  let vision: Vision

  before(async () => {
    vision = await createVision({ modelsDir: modelFolder, workers: 1 })
  })
  after(() => vision.close())

  it('is what rendered heads have in common', async () => {
    const progress: number[] = []
    const normals = await measureMeanFace({
      vision,
      encode: encodeJpeg,
      seeds: [34, 59],
      onProgress: done => progress.push(done),
    })
    assert.deepEqual(progress, [1, 2])
    const degrees = Array.from({ length: normals.length / 3 }, (_, point) => {
      const dot = [0, 1, 2].reduce(
        (sum, axis) => sum + normals[point * 3 + axis]! * meanFaceNormals[point * 3 + axis]!,
        0,
      )
      return (Math.acos(Math.min(1, dot)) * 180) / Math.PI
    })
    const middle = degrees.toSorted((a, b) => a - b)[degrees.length >> 1]!
    // Two heads that had no part in the mean.
    assert.ok(middle < 12, `${middle}°`)
  })

  it('looks ahead, to both sides alike', () => {
    const mean = [0, 1, 2].map(axis => {
      const values = meanFaceNormals.filter((_, at) => at % 3 === axis)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    })
    assert.ok(Math.abs(mean[0]!) < 0.03 && mean[2]! < -0.7, String(mean))
  })
})
