import assert from 'node:assert/strict'
import fc from 'fast-check'
import sharp from 'sharp'
import type { ImageFault } from '../../server/domain/face.ts'
import { decodeImage, imageLimits } from '../../server/vision/decodeImage.ts'
import type { RgbImage } from '../../server/vision/rgbImage.ts'
import {
  animatedPng,
  animation,
  hugeJpeg,
  noisyJpeg,
  plainImage,
  pngBomb,
  pngClaiming,
} from './hostileFiles.ts'

async function decoded(bytes: Uint8Array): Promise<RgbImage> {
  const result = await decodeImage(bytes)
  assert.ok(result.ok, result.ok ? '' : `${result.fault}: ${result.detail}`)
  const { width, height, data } = result.image
  assert.equal(data.length, width * height * 3)
  return result.image
}

function pixelAt({ width, data }: RgbImage, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
}

function assertNear(found: number[], expected: number[], tolerance: number): void {
  found.forEach((value, i) =>
    assert.ok(
      Math.abs(value - (expected[i] ?? NaN)) <= tolerance,
      `${found.join()} is not ${expected.join()}`,
    ),
  )
}

/** Left half red, right half blue: turns show. */
function twoHalves(): Promise<Buffer> {
  return plainImage(96, 128, '#f00')
    .composite([
      {
        input: { create: { width: 48, height: 128, channels: 3, background: '#00f' } },
        left: 48,
        top: 0,
      },
    ])
    .png()
    .toBuffer()
}

describe('decoding a still image', () => {
  const refused: [what: string, fault: ImageFault, make: () => Promise<Buffer> | Buffer][] = [
    ['no bytes', 'empty', () => Buffer.alloc(0)],
    ['text', 'notAnImage', () => Buffer.from('this is no image at all')],
    ['zeros', 'notAnImage', () => Buffer.alloc(5000)],
    ['a GIF', 'unsupportedFormat', () => plainImage().gif().toBuffer()],
    ['an animated GIF', 'animated', () => animation('gif')],
    ['a WebP', 'unsupportedFormat', () => plainImage().webp().toBuffer()],
    ['an animated WebP', 'animated', () => animation('webp')],
    ['an animated PNG', 'animated', animatedPng],
    ['an AVIF', 'unsupportedFormat', () => plainImage().avif({ effort: 0 }).toBuffer()],
    ['a TIFF', 'unsupportedFormat', () => plainImage().tiff().toBuffer()],
    ['an SVG', 'unsupportedFormat', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    [
      'an SVG behind a declaration',
      'unsupportedFormat',
      () => Buffer.from('\ufeff<?xml version="1.0"?><svg/>'),
    ],
    ['a PDF', 'unsupportedFormat', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
    ['a JPEG cut in half', 'truncated', async () => halfOf(await noisyJpeg())],
    [
      'a JPEG without its last bytes',
      'truncated',
      async () => (await noisyJpeg()).subarray(0, -200),
    ],
    [
      'a large JPEG cut in half',
      'truncated',
      async () =>
        halfOf(
          await sharp(await noisyJpeg())
            .resize(3400)
            .jpeg()
            .toBuffer(),
        ),
    ],
    ['a JPEG of three bytes', 'truncated', () => Buffer.from([0xff, 0xd8, 0xff])],
    [
      'a PNG cut in half',
      'truncated',
      async () =>
        halfOf(
          await sharp(await noisyJpeg())
            .png()
            .toBuffer(),
        ),
    ],
    [
      'a PNG of its signature',
      'truncated',
      async () => (await plainImage().png().toBuffer()).subarray(0, 8),
    ],
    ['a PNG that claims more rows than it has', 'truncated', () => pngClaiming(96, 1000)],
    ['a PNG of 900 megapixels', 'tooManyPixels', pngBomb],
    ['a PNG that claims 2^31 columns', 'truncated', () => pngClaiming(2 ** 31 - 1, 1)],
    ['a JPEG that claims 65,000 × 65,000', 'tooManyPixels', hugeJpeg],
    ['one pixel', 'tooSmall', () => plainImage(1, 1).png().toBuffer()],
    ['a strip', 'tooSmall', () => plainImage(8000, 100).png().toBuffer()],
  ]
  for (const [what, fault, make] of refused)
    it(`refuses ${what} as ${fault}`, async () => {
      const result = await decodeImage(await make())
      assert.ok(!result.ok, 'it was decoded')
      assert.equal(result.fault, fault, result.detail)
      assert.ok(result.detail.length > 0)
    })

  it('names the format and the size that it refuses', async () => {
    const gif = await decodeImage(await plainImage().gif().toBuffer())
    assert.match(gif.ok ? '' : gif.detail, /GIF.*JPEG and PNG/)
    const huge = await decodeImage(await hugeJpeg())
    assert.match(huge.ok ? '' : huge.detail, /65000×65000/)
  })

  it('looks at the bytes, so that an image behind other bytes is none', async () => {
    const result = await decodeImage(Buffer.concat([Buffer.from('GARBAGE'), await noisyJpeg()]))
    assert.equal(result.ok ? '' : result.fault, 'notAnImage')
  })

  it('answers any bytes with a value, never with an exception', async () => {
    const jpeg = await noisyJpeg()
    const heads = [
      Buffer.alloc(0),
      jpeg.subarray(0, 20),
      jpeg,
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 300 }),
        async (head, tail) => {
          const result = await decodeImage(Buffer.concat([head, tail]))
          assert.equal(typeof result.ok, 'boolean')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps the pixels of a PNG exactly', async () => {
    assert.deepEqual(pixelAt(await decoded(await twoHalves()), 10, 10), [255, 0, 0])
  })

  it('takes a view into a larger buffer', async () => {
    const png = await twoHalves()
    const padded = Buffer.concat([Buffer.from('xxxxx'), png, Buffer.from('yyy')])
    const view = new Uint8Array(padded.buffer, padded.byteOffset + 5, png.length)
    assert.equal((await decoded(view)).width, 96)
  })

  it('turns the picture upright by its EXIF orientation', async () => {
    const turned = await sharp(await twoHalves())
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer()
    const image = await decoded(turned)
    assert.deepEqual([image.width, image.height], [128, 96])
    // Orientation 6 turns clockwise: what was left is on top.
    assertNear(pixelAt(image, 64, 10), [254, 0, 0], 12)
    assertNear(pixelAt(image, 64, 85), [0, 0, 254], 12)
  })

  it('converts CMYK to the colours that were meant', async () => {
    const cmyk = await plainImage(96, 128, '#c06040')
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer()
    assert.equal((await sharp(cmyk).metadata()).space, 'cmyk')
    assertNear(pixelAt(await decoded(cmyk), 20, 20), [0xc0, 0x60, 0x40], 24)
  })

  it('converts a wide-gamut profile to sRGB', async () => {
    const wide = await plainImage(96, 128, '#c06040').withIccProfile('p3').png().toBuffer()
    assert.notDeepEqual(pixelAt(await withoutProfile(wide), 5, 5), [0xc0, 0x60, 0x40])
    assertNear(pixelAt(await decoded(wide), 5, 5), [0xc0, 0x60, 0x40], 3)
  })

  it('reduces 16 bits to 8', async () => {
    const deep = await plainImage(96, 128, '#804020').toColourspace('rgb16').png().toBuffer()
    assert.equal((await sharp(deep).metadata()).depth, 'ushort')
    assertNear(pixelAt(await decoded(deep), 5, 5), [0x80, 0x40, 0x20], 1)
  })

  it('spreads grey over three channels, with and without alpha', async () => {
    const grey = await plainImage(96, 128, '#777').toColourspace('b-w').png().toBuffer()
    assertNear(pixelAt(await decoded(grey), 5, 5), [0x77, 0x77, 0x77], 1)
    const veiled = await sharp(grey).ensureAlpha(0.5).png().toBuffer()
    assertNear(pixelAt(await decoded(veiled), 5, 5), [0xbb, 0xbb, 0xbb], 2)
  })

  it('lays transparency on white', async () => {
    const clear = await sharp({
      create: { width: 96, height: 96, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    assert.deepEqual(pixelAt(await decoded(clear), 50, 50), [255, 255, 255])
  })

  it('reads palettes and interlaced PNGs', async () => {
    const palette = await plainImage().png({ palette: true, colours: 4 }).toBuffer()
    assertNear(pixelAt(await decoded(palette), 5, 5), [0x40, 0x80, 0xc0], 4)
    const interlaced = await sharp(await twoHalves())
      .png({ progressive: true })
      .toBuffer()
    assert.deepEqual(pixelAt(await decoded(interlaced), 90, 5), [0, 0, 255])
  })

  it('reads a progressive JPEG', async () => {
    const jpeg = await sharp(await noisyJpeg())
      .jpeg({ progressive: true })
      .toBuffer()
    assert.equal((await decoded(jpeg)).width, 200)
  })

  it('shrinks a large photo to the limit and keeps its shape', async () => {
    const { width, height } = await decoded(await plainImage(4000, 3000).jpeg().toBuffer())
    assert.deepEqual([width, height], [1600, 1200])
  })

  it('does not enlarge', async () => {
    const { width, height } = await decoded(await plainImage(64, 70).jpeg().toBuffer())
    assert.deepEqual([width, height], [64, 70])
  })

  it('follows other limits', async () => {
    const limits = { ...imageLimits, maxPixels: 100 * 100 }
    const result = await decodeImage(await plainImage(101, 100).png().toBuffer(), limits)
    assert.equal(result.ok ? '' : result.fault, 'tooManyPixels')
  })
})

function halfOf(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1)
}

/** The stored numbers, taken for sRGB. */
async function withoutProfile(png: Buffer): Promise<RgbImage> {
  const { data, info } = await sharp(png, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
