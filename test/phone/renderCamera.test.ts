import assert from 'node:assert/strict'
import { develop } from '../../server/phone/render/camera.ts'
import type { CameraModel } from '../../server/phone/render/camera.ts'
import { meterExposure } from '../../server/phone/render/exposure.ts'
import { createRandom } from '../../server/phone/render/random.ts'

const ideal: CameraModel = {
  exposure: 0.01,
  whiteBalance: [1, 1, 1],
  shotNoise: 0,
  readNoise: 0,
  blurPx: 0,
}
const SIDE = 64
const flat = (luminance: number): Float32Array => new Float32Array(SIDE * SIDE * 3).fill(luminance)

describe('render: camera pass', () => {
  it('codes with the sRGB curve: 18 % grey is 118, white clips at 255', () => {
    const shoot = (luminance: number): number =>
      develop(flat(luminance), SIDE, SIDE, ideal, createRandom(1))[0]!
    assert.deepEqual([0, 18, 50, 100, 400].map(shoot), [0, 118, 188, 255, 255])
  })

  it('applies white balance per channel', () => {
    const model: CameraModel = { ...ideal, whiteBalance: [2, 1, 0.5] }
    const [red, green, blue] = develop(flat(20), SIDE, SIDE, model, createRandom(1))
    assert.ok(red! > green! && green! > blue!)
  })

  it('adds noise of the stated spread that a seed repeats', () => {
    const model: CameraModel = { ...ideal, shotNoise: 0.0004, readNoise: 0.01 }
    const shoot = (seed: number): Uint8Array =>
      develop(flat(18), SIDE, SIDE, model, createRandom(seed))
    assert.deepEqual(shoot(5), shoot(5))
    assert.notDeepEqual(shoot(5), shoot(6))
    const bytes = shoot(5)
    const mean = bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length
    const variance = bytes.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / bytes.length
    // At 18 % the slope of the sRGB curve is 1.055/2.4 · 0.18^(1/2.4 − 1).
    const slope = 255 * (1.055 / 2.4) * Math.pow(0.18, 1 / 2.4 - 1)
    const expected = slope * Math.sqrt(0.0004 * 0.18 + 0.01 ** 2)
    assert.ok(Math.abs(Math.sqrt(variance) / expected - 1) < 0.08)
  })

  it('blurs without changing the mean of a picture’s inside', () => {
    const dot = flat(0)
    const centre = (SIDE / 2) * SIDE + SIDE / 2
    dot[centre * 3] = 90
    const [sharp, soft] = [0, 0.8].map(blurPx =>
      develop(dot, SIDE, SIDE, { ...ideal, blurPx }, createRandom(1)),
    )
    assert.ok(soft![centre * 3]! < sharp![centre * 3]!)
    assert.ok(soft![(centre + 1) * 3]! > 0 && soft![(centre - SIDE) * 3]! > 0)
    assert.equal(soft![centre * 3 + 1], 0, 'channels stay apart')
  })

  it('meters so that the middle lands on the target', () => {
    const exposure = meterExposure(flat(60), SIDE, SIDE, 0.18)
    assert.ok(Math.abs(exposure * 60 - 0.18) < 1e-6)
  })
})
