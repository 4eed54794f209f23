import assert from 'node:assert/strict'
import { padLimitsWith } from '../../server/domain/pad/padLimits.ts'
import { decodeImage } from '../../server/vision/decodeImage.ts'
import { fftSquare } from '../../server/vision/fft.ts'
import { padSignals } from '../../server/vision/padSignals.ts'
import { createPyramid } from '../../server/vision/pyramid.ts'
import { photoOf } from '../support/photos.ts'
import { screenReplay, type ReplayOptions } from '../support/screenReplay.ts'
import { seededRandom } from '../support/seededRandom.ts'

describe('the Fourier transform', () => {
  it('is the sum that it stands for', () => {
    const side = 8
    const random = seededRandom(5)
    const values = Float64Array.from({ length: side * side }, () => random() - 0.5)
    const re = values.slice()
    const im = new Float64Array(side * side)
    fftSquare(re, im, side)
    for (const [u, v] of [
      [0, 0],
      [1, 0],
      [3, 5],
      [7, 7],
    ] as const) {
      let real = 0
      let imaginary = 0
      values.forEach((value, i) => {
        const angle = (-2 * Math.PI * (u * (i % side) + v * Math.floor(i / side))) / side
        real += value * Math.cos(angle)
        imaginary += value * Math.sin(angle)
      })
      assert.ok(Math.abs(re[v * side + u]! - real) < 1e-9)
      assert.ok(Math.abs(im[v * side + u]! - imaginary) < 1e-9)
    }
    assert.throws(() => fftSquare(new Float64Array(9), new Float64Array(9), 3), RangeError)
  })
})

describe('the own signals of presentation attacks', function () {
  this.timeout(60_000)
  const limits = padLimitsWith(null)
  /** Faces of the plain renders and of the replays lie in the middle. */
  const look = async (jpeg: Buffer, width = 220) => {
    const decoded = await decodeImage(jpeg)
    assert.ok(decoded.ok)
    const { image } = decoded
    const box = [(image.width - width) / 2, image.height / 2 - width / 2, width, width] as const
    return padSignals(createPyramid(image), box)
  }
  const replay = async (options: ReplayOptions) =>
    look(await screenReplay(await photoOf(0, 0), options), 220 * (options.shown ?? 0.62))

  it('stay under their limits on plain photos', async () => {
    for (const face of [0, 1, 2, 3]) {
      const { rasterPeak, rim, bezel } = await look(await photoOf(face, 0))
      assert.ok(rasterPeak < limits.maxRasterPeak, `raster ${rasterPeak}`)
      assert.ok(rim <= 0.5, `rim ${rim}`)
      assert.equal(bezel, 0)
    }
  })

  it('see the moiré of a screen', async () => {
    const { rasterPeak } = await replay({ moire: 0.08 })
    assert.ok(rasterPeak > limits.maxRasterPeak, `raster ${rasterPeak}`)
    const clean = await replay({ moire: 0 })
    assert.ok(clean.rasterPeak < 2, `raster ${clean.rasterPeak}`)
  })

  it('see the rim of a device on all four sides', async () => {
    const { rim, bezel } = await replay({ moire: 0 })
    assert.equal(rim, 1)
    assert.ok(bezel > limits.maxBezel, `bezel ${bezel}`)
  })

  it('take the rim of a sheet for no bezel', async () => {
    const { rim, bezel } = await replay({ moire: 0, bezel: 0 })
    assert.equal(rim, 1)
    assert.equal(bezel, 0)
  })

  it('say nothing of a face that is too small, or fills the picture', async () => {
    const { rasterPeak } = await look(await photoOf(0, 0), 40)
    assert.equal(rasterPeak, 0)
    const large = await look(await photoOf(0, 0), 900)
    assert.ok(large.rim <= 0.5 && Number.isFinite(large.rasterPeak))
  })
})
