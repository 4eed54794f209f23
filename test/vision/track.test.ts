import assert from 'node:assert/strict'
import sharp from 'sharp'
import { modelFolder } from '../../models/build/modelFolder.ts'
import type { CaptureVision } from '../../server/domain/capture/captureVision.ts'
import type { Vision } from '../../server/domain/face.ts'
import { gridSide, type LightFrame } from '../../server/domain/lightFrame.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { photoOf } from '../support/photos.ts'

describe('a capture track', function () {
  this.timeout(60_000)
  let vision: Vision & CaptureVision

  before(async () => {
    vision = await createVision({ modelsDir: modelFolder, workers: 2 })
  })
  after(() => vision.close())

  const frameOf = async (face: number, variation: number) =>
    sharp(await photoOf(face, variation))
      .resize(240)
      .jpeg({ quality: 85 })
      .toBuffer()
  const tinted = (jpeg: Buffer, gain: [number, number, number]) =>
    sharp(jpeg).linear(gain, [0, 0, 0]).jpeg({ quality: 92 }).toBuffer()
  const analyse = async (jpegs: Buffer[]): Promise<LightFrame[]> => {
    const track = vision.openTrack()
    try {
      return await Promise.all(
        jpegs.map(async (jpeg, index) => {
          const answer = await track.analyse(jpeg, index * 66)
          assert.ok(answer.ok, 'detail' in answer ? answer.detail : '')
          return answer.frame
        }),
      )
    } finally {
      track.close()
    }
  }
  const centreOf = (array: Float32Array, column: number) =>
    array.subarray(3 * (12 * gridSide + column), 3 * (12 * gridSide + column) + 3)

  it('follows a face, in the order of the frames, with both cheeks facing apart', async () => {
    const frames = await analyse(await Promise.all([0, 1, 2, 3].map(n => frameOf(0, n))))
    assert.deepEqual(
      frames.map(frame => frame.timeMs),
      [0, 66, 132, 198],
    )
    for (const { face, faceCount, background, backgroundPixels } of frames) {
      assert.ok(face?.skin && background && backgroundPixels > 2000)
      assert.equal(faceCount, 1)
      assert.ok(face.interOcularPx > 40 && face.interOcularPx < 70)
      const [left] = centreOf(face.normals, 5)
      const [right] = centreOf(face.normals, 18)
      assert.ok((left ?? 0) < -0.2 && (right ?? 0) > 0.2, `${left} ${right}`)
      for (const column of [5, 12, 18]) assert.ok((centreOf(face.normals, column)[2] ?? 0) < -0.5)
    }
  })

  it('measures a change of light channel by channel, cell by cell', async () => {
    const grey = await frameOf(1, 0)
    // 0.8 of the sRGB value is some 0.6 of the light.
    const [before, after] = await analyse([grey, await tinted(grey, [0.8, 1, 1])])
    assert.ok(before?.face?.skin && after?.face?.skin)
    const ratio = [0, 1, 2].map(
      channel => (after.face?.skin?.[channel] ?? 0) / (before.face?.skin?.[channel] ?? 1),
    )
    assert.ok(Math.abs((ratio[0] ?? 0) - 0.62) < 0.04, `red ${ratio[0]}`)
    assert.ok(Math.abs((ratio[1] ?? 0) - 1) < 0.03, `green ${ratio[1]}`)
    assert.ok(Math.abs((ratio[2] ?? 0) - 1) < 0.03, `blue ${ratio[2]}`)
  })

  it('counts two faces, and none on a wall', async () => {
    const two = await sharp({
      create: { width: 480, height: 320, channels: 3, background: '#888' },
    })
      .composite([
        { input: await frameOf(0, 0), left: 0, top: 0 },
        { input: await frameOf(1, 0), left: 240, top: 0 },
      ])
      .jpeg()
      .toBuffer()
    const wall = await sharp({
      create: { width: 240, height: 320, channels: 3, background: '#888' },
    })
      .jpeg()
      .toBuffer()
    assert.equal((await analyse([two]))[0]?.faceCount, 2)
    const [empty] = await analyse([wall])
    assert.equal(empty?.faceCount, 0)
    assert.equal(empty.face, null)
  })

  it('names what is wrong with a frame, and goes on', async () => {
    const track = vision.openTrack()
    const good = await frameOf(2, 0)
    const big = await sharp(good).resize(1200).jpeg().toBuffer()
    const faults = await Promise.all(
      [Buffer.from('nonsense'), good.subarray(0, 2000), big].map(bytes => track.analyse(bytes, 0)),
    )
    assert.deepEqual(
      faults.map(answer => (answer.ok ? 'ok' : answer.fault)),
      ['notAnImage', 'truncated', 'truncated'],
    )
    assert.equal((await track.analyse(good, 66)).ok, true)
    track.close()
    assert.equal((await track.analyse(good, 132)).ok, false)
  })
})
