import { once } from 'node:events'
import {
  bundleEntryBytes,
  bundleHeadBytes,
  readFrameCount,
  readFrameEntries,
} from '../domain/capture/frameBundle.ts'
import { MediaError } from '../domain/mediaError.ts'
import { writeReply } from './childReply.ts'
import { createByteReader } from './createByteReader.ts'
import type { MuxLimits } from './muxLimits.ts'

/**
 * Entry of the child process: a bundle of frames on standard input, MuxLimits as JSON in the second
 * argument, one answer (childReply.ts) on standard output. What is not a MediaError ends it with a
 * stack on standard error, which the parent takes for a crash.
 */
const limits: MuxLimits = JSON.parse(process.argv[3] ?? '')

const outcome = await run().catch((error: unknown) => {
  if (error instanceof MediaError) return error
  throw error
})
for (const part of writeReply(outcome)) {
  if (!process.stdout.write(part)) await once(process.stdout, 'drain')
}
process.stdout.end()
// The rest of the frames, when one of them was refused, is not waited for.
process.stdin.destroy()

async function run(): Promise<Uint8Array> {
  const { encodeVideo, Log, AV_LOG_ERROR } = await openMedia()
  Log.setLevel(AV_LOG_ERROR)
  const read = createByteReader(process.stdin)
  const count = readFrameCount(await read(bundleHeadBytes))
  if (count > limits.maxFrames) throw new MediaError('tooMuch', `${count} frames`)
  const entries = readFrameEntries(await read(count * bundleEntryBytes), count)
  const lengths = entries.values()
  const nextJpeg = async () => await read(lengths.next().value?.bytes ?? 0)
  return await encodeVideo(
    entries.map(({ timeMs }) => timeMs),
    nextJpeg,
    limits,
  )
}

/** Not imported above: where the library is not installed the child still answers. */
async function openMedia() {
  try {
    const [{ encodeVideo }, av] = await Promise.all([
      import('./encodeVideo.ts'),
      import('./nodeAv.ts'),
    ])
    return { encodeVideo, ...av }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    throw new MediaError('unavailable', `node-av cannot be loaded: ${text}`, { cause: error })
  }
}
