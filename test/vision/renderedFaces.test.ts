import assert from 'node:assert/strict'
import sharp, { type Sharp } from 'sharp'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { distanceOf } from '../../server/domain/compare.ts'
import type { FaceMeasurement, PhotoAnalysis, Vision } from '../../server/domain/face.ts'
import { assessQuality, qualityLimits } from '../../server/domain/quality.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { renderPortrait } from '../../server/phone/render/portrait.ts'
import { createVision } from '../../server/vision/createVision.ts'
import { meshPoints } from '../../server/vision/meshPoints.ts'

type Seen = Extract<PhotoAnalysis, { ok: true }>

/** A rendered portrait, ready for sharp's operations. */
function portraitOf(seed: number, variation = 0): Buffer {
  const { rgb, widthPx, heightPx } =
    portraits.get(`${seed}/${variation}`) ?? render(seed, variation)
  return Buffer.from(rgb.buffer, rgb.byteOffset, widthPx * heightPx * 3)
}

const portraits = new Map<string, ReturnType<typeof renderPortrait>>()

function render(seed: number, variation: number): ReturnType<typeof renderPortrait> {
  const portrait = renderPortrait({ seed, variation })
  portraits.set(`${seed}/${variation}`, portrait)
  return portrait
}

function photoOf(seed: number, variation = 0): Sharp {
  return sharp(portraitOf(seed, variation), { raw: { width: 480, height: 640, channels: 3 } })
}

const [first, second] = peopleSeeds

describe('looking at rendered faces', function () {
  this.timeout(120_000)
  let vision: Vision
  let plain: Seen
  let face: FaceMeasurement

  before(async () => {
    await buildModels()
    vision = await createVision({ modelsDir: modelFolder, workers: 1 })
    plain = await see(photoOf(first))
    face = faceOf(plain)
  })

  after(() => vision.close())

  async function see(image: Sharp): Promise<Seen> {
    const analysis = await vision.analysePhoto(await image.png().toBuffer())
    assert.ok(analysis.ok)
    return analysis
  }

  function faceOf({ faces: [found] }: Seen): FaceMeasurement {
    assert.ok(found, 'no face was found')
    return found
  }

  function verdictOf(analysis: Seen): string {
    const result = assessQuality(analysis, qualityLimits, 'probe')
    return result.ok ? 'ok' : result.reason
  }

  /** A picture drawn over the portrait. */
  function withDrawing(shapes: string): Sharp {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640">${shapes}</svg>`
    return photoOf(first).composite([{ input: Buffer.from(svg) }])
  }

  function outline(indices: readonly number[], fill: string): string {
    const points = indices.map(i => `${face.landmarks[3 * i]},${face.landmarks[3 * i + 1]}`)
    return `<polygon points="${points.join(' ')}" fill="${fill}"/>`
  }

  for (const seed of peopleSeeds)
    it(`finds the face of person ${seed} and lets the photo through every gate`, async () => {
      const analysis = await see(photoOf(seed))
      assert.equal(analysis.faces.length, 1)
      assert.equal(verdictOf(analysis), 'ok')
      assert.deepEqual([analysis.width, analysis.height], [480, 640])
    })

  it('measures a frontal portrait as one', () => {
    assert.ok(face.confidence >= 0.5 && face.meshFlag > 0.9)
    assert.ok(face.interOcularPx > 60 && face.interOcularPx < 160)
    assert.ok(Math.abs(face.yawDeg) < 8 && Math.abs(face.rollDeg) < 5)
    assert.equal(face.outside, 0)
    assert.equal(face.landmarks.length, 1404)
    const [left, top, width, height] = face.box
    const noseX = face.landmarks[3 * meshPoints.noseTip] ?? NaN
    const noseY = face.landmarks[3 * meshPoints.noseTip + 1] ?? NaN
    assert.ok(noseX > left && noseX < left + width && noseY > top && noseY < top + height)
  })

  it('gives a unit-norm embedding, the same for the same bytes', async () => {
    const { embedding } = plain
    assert.ok(embedding)
    assert.equal(embedding.length, 128)
    assert.ok(Math.abs(Math.hypot(...embedding) - 1) < 1e-5)
    const again = (await see(photoOf(first))).embedding
    assert.deepEqual(again, embedding)
  })

  it('sees one person in two photos of one, and two persons in photos of two', async () => {
    const same = (await see(photoOf(first, 1))).embedding
    const other = (await see(photoOf(second))).embedding
    assert.ok(plain.embedding && same && other)
    const genuine = distanceOf(plain.embedding, same)
    const impostor = distanceOf(plain.embedding, other)
    assert.ok(genuine < 0.25, `same person ${genuine}`)
    assert.ok(impostor > 1.5 * genuine && impostor > 0.3, `other person ${impostor}`)
  })

  it('hardly moves the embedding when the photo is mirrored, turned or half the size', async () => {
    const { embedding } = plain
    assert.ok(embedding)
    for (const image of [
      photoOf(first).flop(),
      photoOf(first).rotate(20),
      photoOf(first).resize(240),
    ]) {
      const found = (await see(image)).embedding
      assert.ok(found)
      assert.ok(distanceOf(embedding, found) < 0.15)
    }
  })

  it('measures a turn of the picture as roll', async () => {
    const turned = faceOf(await see(photoOf(first).rotate(25)))
    assert.ok(Math.abs(turned.rollDeg - face.rollDeg - 25) < 3)
  })

  it('changes the side of the yaw in a mirror', async () => {
    const side = faceOf(await see(photoOf(first, 1)))
    const mirrored = faceOf(await see(photoOf(first, 1).flop()))
    assert.ok(Math.abs(side.yawDeg + mirrored.yawDeg) < 4)
  })

  it('finds a face that fills an eighth of a large picture’s width', async () => {
    const wide = await photoOf(first)
      .resize(240)
      .extend({ left: 300, right: 300, top: 240, bottom: 240, background: '#8a8f96' })
      .png()
      .toBuffer()
    const small = faceOf(await see(sharp(wide)))
    assert.ok(Math.abs(small.interOcularPx - face.interOcularPx / 2) < 4)
  })

  it('finds two faces and refuses them as several', async () => {
    const pair = sharp({ create: { width: 960, height: 640, channels: 3, background: '#888' } })
    const both = await pair
      .composite([
        { input: await photoOf(first).png().toBuffer(), left: 0, top: 0 },
        { input: await photoOf(second).png().toBuffer(), left: 480, top: 0 },
      ])
      .png()
      .toBuffer()
    const analysis = await see(sharp(both))
    assert.equal(analysis.faces.length, 2)
    assert.equal(verdictOf(analysis), 'severalFaces')
  })

  it('finds no face on a wall, in noise or in stripes', async () => {
    const noise = sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
    const wall = sharp({ create: { width: 300, height: 400, channels: 3, background: '#a09080' } })
    const stripes = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="9" height="20"/></pattern><rect width="300" height="300" fill="#fff"/><rect width="300" height="300" fill="url(#p)"/></svg>',
    )
    for (const image of [wall, noise, sharp(stripes)]) {
      const analysis = await see(image)
      assert.equal(verdictOf(analysis), 'noFace')
      assert.equal(analysis.embedding, null)
    }
  })

  const spoiled: [what: string, reason: string, make: () => Sharp][] = [
    ['blurred', 'blur', () => photoOf(first).blur(0.1 * face.interOcularPx)],
    ['taken in the dark', 'dark', () => photoOf(first).linear(0.15, 0)],
    ['blown out', 'bright', () => photoOf(first).linear(2.6, 0)],
    ['tiny', 'tooSmall', () => photoOf(first).resize(90)],
    ['upside down on its side', 'pose', () => photoOf(first).rotate(90)],
    ['cut under the nose', 'incomplete', () => cutBelow(meshPoints.noseBase)],
    [
      'with the mouth under a flat patch',
      'covered',
      () => withDrawing(patchOver(meshPoints.lips, '#b09080', 0.6)),
    ],
    [
      'with a mask over nose and mouth',
      'covered',
      () => withDrawing(outline(lowerFace, '#dfe6e8')),
    ],
    ['with dark glasses', 'covered', () => withDrawing(darkGlasses())],
    [
      'with one eye covered',
      'covered',
      () => withDrawing(patchOver(meshPoints.leftEye, '#c0a090')),
    ],
  ]
  for (const [what, reason, make] of spoiled)
    it(`refuses a photo ${what} as ${reason}`, async () => {
      assert.equal(verdictOf(await see(make())), reason)
    })

  const lowerFace = [
    2, 205, 187, 192, 135, 169, 170, 140, 171, 175, 396, 369, 395, 394, 364, 416, 411, 425,
  ]

  function cutBelow(index: number): Sharp {
    const height = Math.round(face.landmarks[3 * index + 1] ?? 0)
    return photoOf(first).extract({ left: 0, top: 0, width: 480, height })
  }

  function patchOver(points: readonly number[], fill: string, reach = 0.38): string {
    const xs = points.map(i => face.landmarks[3 * i] ?? 0)
    const ys = points.map(i => face.landmarks[3 * i + 1] ?? 0)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const radius = reach * face.interOcularPx
    return `<ellipse cx="${mean(xs)}" cy="${mean(ys)}" rx="${radius}" ry="${0.75 * radius}" fill="${fill}"/>`
  }

  function darkGlasses(): string {
    return patchOver(meshPoints.leftEye, '#151515') + patchOver(meshPoints.rightEye, '#151515')
  }

  it('answers a bad file with its fault and goes on', async () => {
    const bad = await vision.analysePhoto(Buffer.from('no image'))
    assert.deepEqual(bad.ok ? '' : bad.fault, 'notAnImage')
    assert.equal((await see(photoOf(first))).faces.length, 1)
  })

  it('keeps the caller’s bytes and tells what the work cost', async () => {
    const bytes = await photoOf(first).jpeg().toBuffer()
    const length = bytes.length
    const analysis = await vision.analysePhoto(bytes)
    assert.equal(bytes.length, length)
    assert.ok(analysis.ok)
    const { totalMs, inferenceMs } = analysis.cost
    assert.ok(inferenceMs > 0 && totalMs >= inferenceMs)
  })
})
