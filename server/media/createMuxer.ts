import { writeFrameIndex, type BundledFrame } from '../domain/capture/frameBundle.ts'
import type { Muxer } from '../domain/capture/muxer.ts'
import { MediaError } from '../domain/mediaError.ts'
import { replyHeadBytes } from './childReply.ts'
import { createTurns } from './createTurns.ts'
import { muxLimits, type MuxLimits } from './muxLimits.ts'

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
    muxFrames: async readFrames =>
      await turns.take(async askChild => {
        const frames = await readFrames()
        requireSize(frames, limits)
        return await askChild({
          entry,
          args: [JSON.stringify(limits)],
          input: chunksOf(frames),
          timeoutMs: limits.timeoutMs,
          maxOutputBytes: limits.maxVideoBytes + replyHeadBytes,
          maxResidentBytes: limits.maxResidentBytes,
        })
      }),
    close: () => turns.close(),
  }
}

function requireSize(frames: readonly BundledFrame[], limits: MuxLimits): void {
  if (frames.length === 0) throw new MediaError('noFrames', 'there is no frame')
  const bytes = frames.reduce((sum, { jpeg }) => sum + jpeg.length, 0)
  if (frames.length <= limits.maxFrames && bytes <= limits.maxInputBytes) return
  throw new MediaError('tooMuch', `${frames.length} frames of ${bytes} bytes`)
}

function* chunksOf(frames: readonly BundledFrame[]): Generator<Uint8Array> {
  yield writeFrameIndex(frames)
  for (const { jpeg } of frames) yield jpeg
}
