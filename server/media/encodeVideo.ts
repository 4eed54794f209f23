import type { SoundTrack } from '../domain/digit/soundTrack.ts'
import { MediaError } from '../domain/mediaError.ts'
import { createAacEncoder, soundBytesOf } from './createAacEncoder.ts'
import { createFrameFitter } from './createFrameFitter.ts'
import { createH264Encoder } from './createH264Encoder.ts'
import { createJpegDecoder } from './createJpegDecoder.ts'
import { createMp4Writer } from './createMp4Writer.ts'
import { frameTimes, ticksPerSecond, type FrameTime } from './frameTimes.ts'
import type { MuxLimits } from './muxLimits.ts'
import { videoColours, type PictureSize } from './newPicture.ts'
import type { Frame } from './nodeAv.ts'
import { soundOfVideo } from './soundOfVideo.ts'

/** x264's smallest sensible picture. */
const leastPx = 16

interface Captured {
  captureMs: readonly number[]
  /** The JPEGs one by one, in order. */
  nextJpeg: () => Promise<Uint8Array>
  /** On the clock of `captureMs`. */
  sound: SoundTrack | null
}

type Limits = Pick<MuxLimits, 'maxFramePx' | 'maxSpanMs' | 'maxVideoBytes'>

/**
 * JPEGs, their capture times and what was heard → mp4. The pictures have the first frame's size. Runs
 * in a child process only.
 * @throws MediaError noFrames, badTimes, badFrame, tooLarge, unavailable; FFmpegError otherwise
 */
export async function encodeVideo(
  { captureMs, nextJpeg, sound }: Captured,
  limits: Limits,
): Promise<Uint8Array> {
  const [firstMs] = captureMs
  if (firstMs === undefined) throw new MediaError('noFrames', 'there is no frame')
  const times = frameTimes(captureMs, limits.maxSpanMs)
  const pcm = sound && soundOfVideo(sound, firstMs, limits.maxSpanMs)
  const decodeJpeg = createJpegDecoder(limits)
  let video: Video | null = null
  try {
    for (const time of times) {
      const frame = decodeJpeg(await nextJpeg())
      if (!video) {
        video = openVideo(sizeOf(frame), { times, pcm, limits })
        await video.begin()
      }
      await video.add(frame, time)
    }
    return (await video?.end()) ?? new Uint8Array()
  } finally {
    video?.free()
  }
}

type Video = ReturnType<typeof openVideo>

/** Even, as yuv420p has them. */
const sizeOf = ({ width, height }: PictureSize): PictureSize => ({
  width: Math.max(leastPx, 2 * Math.floor(width / 2)),
  height: Math.max(leastPx, 2 * Math.floor(height / 2)),
})

const toMs = (ticks: number): number => (ticks * 1000) / ticksPerSecond
const [pictureTrack, soundTrack] = [0, 1]

function openVideo(
  size: PictureSize,
  given: { times: readonly FrameTime[]; pcm: Float32Array | null; limits: Limits },
) {
  const { times, pcm, limits } = given
  const maxBytes = limits.maxVideoBytes - (pcm ? soundBytesOf(pcm) : 0)
  if (maxBytes <= 0) throw new MediaError('tooLarge', `no room beside ${pcm?.length} samples`)
  const pictures = createH264Encoder(size, { spanMs: toMs(times.at(-1)?.start ?? 0), maxBytes })
  const sounds = pcm && createAacEncoder(pcm)
  const mp4 = createMp4Writer(
    [{ ...pictures, packetCount: times.length }, ...(sounds ? [sounds] : [])],
    limits.maxVideoBytes,
  )
  const fitFrame = createFrameFitter(size, videoColours)
  let written = 0

  return {
    begin: () => mp4.begin(),
    /** Takes the frame over. */
    async add(frame: Frame, time: FrameTime): Promise<void> {
      // In step with the pictures, so that little waits for the other track.
      if (sounds) await mp4.write(soundTrack, sounds.encodeUntil(toMs(time.start)))
      const picture = fitFrame(frame)
      frame.free()
      written += await mp4.write(pictureTrack, pictures.encode(picture, time))
      picture.free()
    },
    /** The mp4, complete. */
    async end(): Promise<Uint8Array> {
      if (sounds) await mp4.write(soundTrack, sounds.finish())
      written += await mp4.write(pictureTrack, pictures.finish())
      if (written === times.length) return await mp4.end()
      throw new Error(`${written} of ${times.length} frames came out of the encoder`)
    },
    free: () => mp4.free(),
  }
}
