import assert from 'node:assert/strict'
import type { Clip } from '../../server/domain/clip/clip.ts'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import {
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBVPX_VP9,
  FF_ENCODER_LIBX264,
} from '../../server/media/nodeAv.ts'
import { makeClip, type Recording } from './makeClip.ts'
import {
  bt601,
  bt709,
  card,
  drawCard,
  drawGrey,
  drawQuadrants,
  quadrants,
  readCells,
  sizeOf,
} from './pictures.ts'
import { evenTimes, greyPicture, quick } from './recordings.ts'

describe('decodeClip: pictures', function () {
  this.timeout(60_000)

  type Picture = NonNullable<Recording['picture']>
  const decode = async (
    changes: Partial<Picture>,
    container = 'mp4',
    limits: Partial<typeof clipLimits> = {},
  ): Promise<Clip> =>
    await decodeClip(await makeClip({ container, picture: greyPicture(changes) }), {
      ...clipLimits,
      ...limits,
    })
  const timesOf = ({ frames }: Clip) => frames.map(({ timeMs }) => Math.round(timeMs))
  const vp8 = { codec: FF_ENCODER_LIBVPX_VP8, options: quick.vpx }

  describe('come at their own times', () => {
    it('when the rate varies, from the first one on, wherever the clock begins', async () => {
      const times = [500, 580, 800, 871, 1500, 1566]
      for (const [changes, container] of [
        [{}, 'mp4'],
        [vp8, 'webm'],
        [{}, 'flv'],
      ] as const) {
        const clip = await decode({ ...changes, times }, container)
        assert.deepEqual(timesOf(clip), [0, 80, 300, 371, 1000, 1066], container)
        // Only an mp4 tells how long the last one stays.
        const within = container === 'mp4' ? 1 : 40
        assert.ok(Math.abs(clip.durationMs - 1132) <= within, `${clip.durationMs} ms`)
      }
    })

    it('at most 15 a second, as even as they can be', async () => {
      const distances = async (perSecond: number, container: string) => {
        const changes = container === 'webm' ? vp8 : {}
        const clip = await decode({ ...changes, times: evenTimes(90, perSecond) }, container)
        const times = timesOf(clip)
        return new Set(times.slice(1).map((ms, i) => ms - times[i]!))
      }
      assert.deepEqual(await distances(60, 'mp4'), new Set([67, 66]))
      assert.deepEqual(await distances(30, 'mp4'), new Set([67, 66]))
      // The clock of a webm has milliseconds only.
      assert.deepEqual(await distances(30, 'webm'), new Set([67, 66]))
      assert.deepEqual(await distances(29.97, 'webm'), new Set([67, 66]))
      assert.deepEqual(await distances(10, 'mp4'), new Set([100]))
    })

    it('of one alone: it is at 0 and lasts as long as the file says', async () => {
      const clip = await decode({ times: [0] })
      assert.deepEqual([timesOf(clip), clip.durationMs], [[0], 40])
    })
  })

  describe('keep their colours', () => {
    const limited = AVCOL_RANGE_MPEG
    const full = { range: AVCOL_RANGE_JPEG }
    const hd = { width: 1280, height: 720 }
    const vp9 = {
      codec: FF_ENCODER_LIBVPX_VP9,
      options: { ...quick.vpx, crf: 4 },
      width: 320,
      height: 240,
    }
    const x264 = { codec: FF_ENCODER_LIBX264, options: { preset: 'veryfast', crf: 6 } }
    const cases: Record<string, [Partial<Picture>, typeof bt601]> = {
      'BT.709, limited': [{ ...x264, space: AVCOL_SPC_BT709, range: limited }, bt709],
      'BT.709, full': [
        { ...x264, space: AVCOL_SPC_BT709, ...full },
        { ...bt709, isFull: true },
      ],
      'BT.601, limited': [{ ...x264, space: AVCOL_SPC_SMPTE170M, range: limited }, bt601],
      'BT.601, full': [
        { ...x264, space: AVCOL_SPC_BT470BG, ...full },
        { ...bt601, isFull: true },
      ],
      'BT.709 as VP9': [{ ...vp9, space: AVCOL_SPC_BT709, range: limited }, bt709],
      'BT.601 as VP9': [{ ...vp9, space: AVCOL_SPC_SMPTE170M, range: limited }, bt601],
      'nothing said, small': [x264, bt601],
      'nothing said, 720 lines': [{ ...x264, ...hd }, bt709],
      'nothing said, 720 columns': [{ ...x264, width: 720, height: 1280 }, bt709],
    }
    for (const [title, [changes, coding]] of Object.entries(cases)) {
      it(title, async () => {
        const size = { width: 160, height: 120, ...changes }
        const draw = () => drawCard(size, coding)
        const container = changes.codec === FF_ENCODER_LIBVPX_VP9 ? 'webm' : 'mp4'
        const { frames } = await decode({ ...changes, times: [0, 40, 80], draw }, container)
        const seen = await readCells(frames[0]!.jpeg, { columns: 4, rows: 2 })
        seen.forEach((rgb, i) => {
          const away = Math.max(...rgb.map((value, k) => Math.abs(value - card[i]![k]!)))
          assert.ok(away <= 7, `${card[i]!.join()} became ${rgb.join()}`)
        })
      })
    }
  })

  describe('are upright', () => {
    const size = { width: 160, height: 96 }
    const [a, b, c, d] = quadrants
    /** Rows of the matrix, and where the quadrants go. */
    const turns: Record<string, [number[], number[]]> = {
      'as stored': [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [a, b, c, d],
      ],
      'a quarter clockwise': [
        [0, 1, 0, -1, 0, 0, 0, 0, 1],
        [c, a, d, b],
      ],
      'a half': [
        [-1, 0, 0, 0, -1, 0, 0, 0, 1],
        [d, c, b, a],
      ],
      'a quarter the other way': [
        [0, -1, 0, 1, 0, 0, 0, 0, 1],
        [b, d, a, c],
      ],
      mirrored: [
        [-1, 0, 0, 0, 1, 0, 0, 0, 1],
        [b, a, d, c],
      ],
      'mirrored and turned': [
        [0, 1, 0, 1, 0, 0, 0, 0, 1],
        [a, c, b, d],
      ],
    }
    const seen = async (clip: Clip) => {
      const cells = await readCells(clip.frames[0]!.jpeg, { columns: 2, rows: 2 })
      return cells.map(([grey = 0]) => {
        const luma = 16 + (grey * 219) / 255
        return quadrants.find(quadrant => Math.abs(luma - quadrant) < 8)
      })
    }
    for (const [title, [matrix, expected]] of Object.entries(turns)) {
      it(title, async () => {
        const clip = await decode({ ...size, draw: () => drawQuadrants(size), times: [0], matrix })
        assert.deepEqual(await seen(clip), expected)
        const upright = matrix[0] === 0 ? [96, 160] : [160, 96]
        assert.deepEqual([clip.widthPx, clip.heightPx], upright)
        assert.deepEqual(await sizeOf(clip.frames[0]!.jpeg), upright)
      })
    }

    it('by the tag that older Matroska files have instead', async () => {
      const changes = { ...size, draw: () => drawQuadrants(size), times: [0] }
      const clockwise = await decode({ ...changes, rotateTag: '90' }, 'matroska')
      assert.deepEqual(await seen(clockwise), [c, a, d, b])
      const other = await decode({ ...changes, rotateTag: '-90' }, 'matroska')
      assert.deepEqual(await seen(other), [b, d, a, c])
      const nonsense = await decode({ ...changes, rotateTag: 'up' }, 'matroska')
      assert.deepEqual(await seen(nonsense), [a, b, c, d])
    })
  })

  describe('have a size', () => {
    const sizes = async (clip: Clip) => [
      [clip.widthPx, clip.heightPx],
      await sizeOf(clip.frames[0]!.jpeg),
    ]

    it('of at most 720 px, never enlarged', async () => {
      const small = await decode({ width: 64, height: 48, times: [0] })
      assert.deepEqual(await sizes(small), [
        [64, 48],
        [64, 48],
      ])
      const large = await decode({ width: 1080, height: 1920, times: [0] })
      assert.deepEqual(await sizes(large), [
        [1080, 1920],
        [404, 720],
      ])
    })

    it('with square pixels, as it is shown', async () => {
      const wide = await decode({ pixelShape: [4, 3], times: [0] })
      assert.deepEqual(await sizes(wide), [
        [160, 120],
        [212, 120],
      ])
      const absurd = await decode({ pixelShape: [100, 1], times: [0] })
      assert.deepEqual((await sizes(absurd))[1], [160, 120])
    })

    it('that is odd: a column or a row is left out', async () => {
      const size = { width: 161, height: 121 }
      const odd = await decode(
        { ...vp8, ...size, times: [0], draw: () => drawGrey(size, 100) },
        'webm',
      )
      assert.deepEqual(await sizes(odd), [
        [161, 121],
        [160, 120],
      ])
    })
  })
})
