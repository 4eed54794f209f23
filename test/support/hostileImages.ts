import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { photoOf, smallPhotoOf } from './photos.ts'

/** A picture that a photo verification must refuse, with the code it must give. */
export interface HostileImage {
  what: string
  code: string
  make: () => Promise<Buffer>
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 120, g: 130, b: 140 } } })

/** Made here, from noise and rendered people; nothing of it is a file. */
export const hostileImages: HostileImage[] = [
  {
    what: 'random bytes',
    code: 'FailedOperation.ImageDecodeFailed',
    make: async () => randomBytes(4096),
  },
  {
    what: 'a text',
    code: 'FailedOperation.ImageDecodeFailed',
    make: async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  },
  {
    what: 'a JPEG cut in half',
    code: 'FailedOperation.ImageDecodeFailed',
    make: async () => {
      const whole = await photoOf(0, 0)
      return whole.subarray(0, whole.length / 2)
    },
  },
  {
    what: 'a GIF',
    code: 'FailedOperation.ImageDecodeFailed',
    make: () => plain(200, 200).gif().toBuffer(),
  },
  {
    what: 'a decompression bomb (144 megapixels in a small PNG)',
    code: 'FailedOperation.ImageSizeTooLarge',
    make: () =>
      sharp(Buffer.alloc(144_000_000), {
        raw: { width: 12_000, height: 12_000, channels: 1 },
        limitInputPixels: false,
      })
        .png({ compressionLevel: 9 })
        .toBuffer(),
  },
  {
    what: 'a picture of one pixel',
    code: 'FailedOperation.LifePhotoSizeError',
    make: () => plain(1, 1).png().toBuffer(),
  },
  {
    what: 'a wall',
    code: 'FailedOperation.LifePhotoDetectNoFaces',
    make: () => plain(480, 640).jpeg().toBuffer(),
  },
  {
    what: 'two people',
    code: 'FailedOperation.LifePhotoDetectFaces',
    make: async () => {
      const [left, right] = await Promise.all([photoOf(0, 0), photoOf(1, 0)])
      return plain(960, 640)
        .composite([
          { input: left, left: 0, top: 0 },
          { input: right, left: 480, top: 0 },
        ])
        .jpeg()
        .toBuffer()
    },
  },
  {
    what: 'a face that is far away',
    code: 'FailedOperation.LifePhotoPoorQuality',
    make: async () => {
      const small = await smallPhotoOf(0, 120)
      return plain(480, 640)
        .composite([{ input: small, left: 180, top: 200 }])
        .jpeg()
        .toBuffer()
    },
  },
  {
    what: 'a face out of focus',
    code: 'FailedOperation.ImageBlur',
    make: async () =>
      sharp(await photoOf(0, 0))
        .blur(9)
        .jpeg()
        .toBuffer(),
  },
  {
    what: 'a face in the dark',
    code: 'FailedOperation.ActionLightDark',
    make: async () =>
      sharp(await photoOf(0, 0))
        .linear(0.12, 0)
        .jpeg()
        .toBuffer(),
  },
  {
    what: 'a face in glaring light',
    code: 'FailedOperation.ActionLightStrong',
    make: async () =>
      sharp(await photoOf(0, 0))
        .linear(2.2, 60)
        .jpeg()
        .toBuffer(),
  },
]
