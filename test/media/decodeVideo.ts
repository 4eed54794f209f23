import { Decoder, Demuxer } from 'node-av/api'
// Also for its Promise.withResolvers, without which packets end without a word.
import { AV_LOG_ERROR, Log } from '../../server/media/nodeAv.ts'

export interface DecodedVideo {
  codec: string
  pixelFormat: string
  width: number
  height: number
  /** ms at which each picture appears. */
  times: number[]
  /** ms for which each picture stays, as the container says. */
  durations: number[]
  /** Mean luma of each picture, or of the part given. */
  luma(part?: (x: number, y: number) => boolean): number[]
}

/** Decodes an mp4 with FFmpeg, picture by picture. */
export async function decodeVideo(mp4: Uint8Array): Promise<DecodedVideo> {
  Log.setLevel(AV_LOG_ERROR)
  await using input = await Demuxer.open(Buffer.from(mp4))
  const stream = input.video()!
  using decoder = await Decoder.create(stream)
  const { num, den } = stream.timeBase
  const toMs = (ticks: bigint) => (Number(ticks) * num * 1000) / den
  const pictures: { ms: number; data: Buffer }[] = []
  const durations: number[] = []
  let pixelFormat = ''
  for await (using packet of input.packets(stream.index)) {
    // Null at the end: the decoder then gives what it has held back.
    if (packet) durations.push(toMs(packet.duration))
    for await (using frame of decoder.frames(packet)) {
      if (!frame) continue
      pixelFormat = String(frame.format)
      pictures.push({ ms: toMs(frame.pts), data: frame.toBuffer() })
    }
  }
  const { width, height } = stream.codecpar
  return {
    codec: String(stream.codecpar.codecId),
    pixelFormat,
    width,
    height,
    times: pictures.map(({ ms }) => ms),
    durations,
    luma: (part = () => true) =>
      pictures.map(({ data }) => {
        let [sum, count] = [0, 0]
        for (let y = 0; y < height; y += 1) {
          for (let x = 0; x < width; x += 1) {
            if (!part(x, y)) continue
            sum += data[y * width + x] ?? 0
            count += 1
          }
        }
        return sum / count
      }),
  }
}
