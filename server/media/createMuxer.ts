import { writeFrameIndex } from '../domain/capture/frameBundle.ts'
import type { KeptCapture, Muxer } from '../domain/capture/muxer.ts'
import { sampleRate } from '../domain/digit/soundTrack.ts'
import { MediaError } from '../domain/mediaError.ts'
import { replyHeadBytes } from './childReply.ts'
import { createTurns } from './createTurns.ts'
import { muxLimits, type MuxLimits } from './muxLimits.ts'
import { writeSamples } from './sampleBytes.ts'
import { writeSoundHead } from './soundHead.ts'

interface Options {
  limits?: Partial<MuxLimits>
  /** Entry file of the child process; tests put a bad one in its place. */
  entry?: URL
}

/** Makes videos in child processes, a few at a time; see Muxer. */
export function createMuxer(options: Options = {}): Muxer {
  const limits = { ...muxLimits, ...options.limits }
  const entry = options.entry ?? new URL('./muxChild.ts', import.meta.url)
  const turns = createTurns({ ...limits, jobs: 'videos' })

  return {
    muxCapture: async readCapture =>
      await turns.take(async askChild => {
        const capture = await readCapture()
        requireSize(capture, limits)
        return await askChild({
          entry,
          args: [JSON.stringify(limits)],
          input: chunksOf(capture),
          timeoutMs: limits.timeoutMs,
          maxOutputBytes: limits.maxVideoBytes + replyHeadBytes,
          maxResidentBytes: limits.maxResidentBytes,
        })
      }),
    close: () => turns.close(),
  }
}

function requireSize({ frames, sound }: KeptCapture, limits: MuxLimits): void {
  if (frames.length === 0) throw new MediaError('noFrames', 'there is no frame')
  const bytes = frames.reduce((sum, { jpeg }) => sum + jpeg.length, 0)
  const soundMs = ((sound?.pcm.length ?? 0) * 1000) / sampleRate
  if (
    frames.length <= limits.maxFrames &&
    bytes <= limits.maxInputBytes &&
    soundMs <= limits.maxSoundMs
  ) {
    return
  }
  const heard = `${soundMs} ms of sound`
  throw new MediaError('tooMuch', `${frames.length} frames of ${bytes} bytes, ${heard}`)
}

function* chunksOf({ frames, sound }: KeptCapture): Generator<Uint8Array> {
  yield writeFrameIndex(frames)
  yield writeSoundHead(sound)
  if (sound) yield writeSamples(sound.pcm)
  for (const { jpeg } of frames) yield jpeg
}
