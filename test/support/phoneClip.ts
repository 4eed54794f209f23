import sharp from 'sharp'
import { encodeJpeg } from '../../server/cli/encodeJpeg.ts'
import { readVoices } from '../../server/cli/readVoices.ts'
import { createHandset, type HandsetSettings } from '../../server/phone/createHandset.ts'
import { perform, type Performance } from '../../server/phone/perform.ts'
import { soundRateHz } from '../../server/phone/voice/voice.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import { FF_ENCODER_AAC, FF_ENCODER_LIBX264 } from '../../server/media/nodeAv.ts'
import { makeClip } from '../media/makeClip.ts'

const size = { widthPx: 360, heightPx: 480 }

type Settings = Pick<HandsetSettings, 'person' | 'seed'> & Partial<HandsetSettings>

/** The simulated phone records a challenge into an mp4 with H.264, and AAC where something is said. */
export async function recordPhone(challenge: Challenge, settings: Settings): Promise<Buffer> {
  return (await filmPhone(challenge, settings)).mp4
}

/** The same, and when each step was painted, ms on the clip's clock. */
export async function filmPhone(
  challenge: Challenge,
  settings: Settings,
): Promise<{ mp4: Buffer; painted: number[] }> {
  const handset = createHandset({
    mode: challenge.kind,
    voices: await readVoices(),
    frameSize: size,
    stillSize: size,
    ...settings,
  })
  const performance = await perform({
    handset,
    challenge,
    encode: encodeJpeg,
    jpegQuality: 0.92,
    stills: 0,
  })
  const beginMs = performance.packets.find(({ kind }) => kind === 'frame')!.captureMs
  return {
    mp4: await toMp4(performance),
    painted: performance.painted.map(timeMs => timeMs - beginMs),
  }
}

async function toMp4({ packets }: Performance): Promise<Buffer> {
  const frames = packets.filter(({ kind }) => kind === 'frame')
  const startMs = frames[0]!.captureMs
  const planes = await Promise.all(frames.map(({ payload }) => toPlanes(payload)))
  const sounds = packets.filter(({ kind }) => kind === 'sound')
  const pcm = Buffer.concat(sounds.map(({ payload }) => payload))
  return await makeClip({
    container: 'mp4',
    picture: {
      codec: FF_ENCODER_LIBX264,
      width: size.widthPx,
      height: size.heightPx,
      times: frames.map(({ captureMs }) => captureMs - startMs),
      draw: i => planes[i]!,
      options: { preset: 'veryfast', crf: 23 },
    },
    ...(sounds.length > 0 && {
      sound: {
        codec: FF_ENCODER_AAC,
        hz: soundRateHz,
        channels: 1,
        startMs: sounds[0]!.captureMs - startMs,
        durationMs: (pcm.length / 2 / soundRateHz) * 1000,
        wave: seconds => readSample(pcm, Math.round(seconds * soundRateHz)),
      },
    }),
  })
}

function readSample(pcm: Buffer, at: number): number {
  return 2 * at + 1 < pcm.length ? pcm.readInt16LE(2 * at) / 32_768 : 0
}

/** Three seconds of a photo, as a video editor makes them. */
export async function recordStill(photo: string): Promise<Buffer> {
  const { widthPx, heightPx } = size
  const jpeg = await sharp(photo).resize(widthPx, heightPx, { fit: 'cover' }).jpeg().toBuffer()
  const plane = await toPlanes(jpeg)
  return await makeClip({
    container: 'mp4',
    picture: {
      codec: FF_ENCODER_LIBX264,
      width: widthPx,
      height: heightPx,
      times: Array.from({ length: 75 }, (_, i) => 40 * i),
      draw: () => plane,
      options: { preset: 'veryfast', crf: 23 },
    },
  })
}

/** yuv420p of BT.601, limited range. */
async function toPlanes(jpeg: Uint8Array): Promise<Buffer> {
  const { widthPx: width, heightPx: height } = size
  const rgb = await sharp(jpeg).raw().toBuffer()
  const [y, u, v] = [
    Buffer.alloc(width * height),
    Buffer.alloc((width * height) / 4),
    Buffer.alloc((width * height) / 4),
  ]
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column
      const [red, green, blue] = [rgb[3 * at]!, rgb[3 * at + 1]!, rgb[3 * at + 2]!]
      y[at] = 16 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256
      if (row % 2 === 1 || column % 2 === 1) continue
      const corner = (row >> 1) * (width >> 1) + (column >> 1)
      u[corner] = 128 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256
      v[corner] = 128 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256
    }
  }
  return Buffer.concat([y, u, v])
}
