import {
  bundleEntryBytes,
  bundleHeadBytes,
  readFrameCount,
  readFrameEntries,
} from '../domain/capture/frameBundle.ts'
import { MediaError } from '../domain/mediaError.ts'
import { answerParent } from './answerParent.ts'
import { createByteReader } from './createByteReader.ts'
import type { MuxLimits } from './muxLimits.ts'

/**
 * Entry of the child process: a bundle of frames on standard input, MuxLimits as JSON in the second
 * argument.
 */
const limits: MuxLimits = JSON.parse(process.argv[3] ?? '')

await answerParent(async () => {
  const { encodeVideo } = await import('./encodeVideo.ts')
  return async () => {
    const read = createByteReader(process.stdin)
    const count = readFrameCount(await read(bundleHeadBytes))
    if (count > limits.maxFrames) throw new MediaError('tooMuch', `${count} frames`)
    const entries = readFrameEntries(await read(count * bundleEntryBytes), count)
    const lengths = entries.values()
    const nextJpeg = async () => await read(lengths.next().value?.bytes ?? 0)
    return [
      await encodeVideo(
        entries.map(({ timeMs }) => timeMs),
        nextJpeg,
        limits,
      ),
    ]
  }
})
