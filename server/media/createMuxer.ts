import { writeFrameIndex, type BundledFrame } from '../domain/capture/frameBundle.ts'
import type { Muxer } from '../domain/capture/muxer.ts'
import { MediaError } from '../domain/mediaError.ts'
import { readReply, replyHeadBytes } from './childReply.ts'
import { muxLimits, type MuxLimits } from './muxLimits.ts'
import { runChild, type RunningChild } from './runChild.ts'

interface Options {
  limits?: Partial<MuxLimits>
  /** Entry file of the child process; tests put a bad one in its place. */
  entry?: URL
}

/** Makes videos in child processes, a few at a time; see Muxer. */
export function createMuxer(options: Options = {}): Muxer {
  const limits = { ...muxLimits, ...options.limits }
  const entry = options.entry ?? new URL('./muxChild.ts', import.meta.url)
  const waiting: { begin: () => void; reject: (error: MediaError) => void }[] = []
  const running = new Set<RunningChild>()
  let taken = 0
  let isClosed = false

  const closed = () => new MediaError('closed', 'media is shut down')

  async function takeTurn(): Promise<void> {
    if (isClosed) throw closed()
    if (taken < limits.children) {
      taken += 1
      return
    }
    if (waiting.length >= limits.queue) {
      throw new MediaError('busy', `${limits.queue} videos are waiting already`)
    }
    await new Promise<void>((begin, reject) => waiting.push({ begin, reject }))
  }

  /** The turn goes to who waits, or back. */
  function endTurn(): void {
    const next = waiting.shift()
    if (next) next.begin()
    else taken -= 1
  }

  async function mux(frames: readonly BundledFrame[]): Promise<Uint8Array> {
    requireSize(frames, limits)
    if (isClosed) throw closed()
    const child = runChild({
      entry,
      args: [JSON.stringify(limits)],
      input: chunksOf(frames),
      timeoutMs: limits.timeoutMs,
      maxOutputBytes: limits.maxVideoBytes + replyHeadBytes,
    })
    running.add(child)
    try {
      return readReply(await child.output)
    } finally {
      running.delete(child)
    }
  }

  return {
    async muxFrames(readFrames) {
      await takeTurn()
      try {
        return await mux(await readFrames())
      } finally {
        endTurn()
      }
    },
    async close() {
      isClosed = true
      for (const { reject } of waiting.splice(0)) reject(closed())
      const ending = [...running].map(child => child.output.catch(() => undefined))
      for (const child of running) child.stop()
      await Promise.all(ending)
    },
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
