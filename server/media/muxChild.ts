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
import { bytesOfSamples, readSamples } from './sampleBytes.ts'
import { readSoundHead, soundHeadBytes } from './soundHead.ts'

/**
 * Entry of the child process: on standard input the index of the frames (frameBundle.ts), the sound's
 * head and samples, the JPEGs; MuxLimits as JSON in the second argument.
 */
const limits: MuxLimits = JSON.parse(process.argv[3] ?? '')

await answerParent(async () => {
  const { encodeVideo } = await import('./encodeVideo.ts')
  return async () => {
    const read = createByteReader(process.stdin)
    const count = readFrameCount(await read(bundleHeadBytes))
    if (count > limits.maxFrames) throw new MediaError('tooMuch', `${count} frames`)
    const entries = readFrameEntries(await read(count * bundleEntryBytes), count)
    const { startMs, samples } = readSoundHead(await read(soundHeadBytes))
    const pcm = readSamples(await read(bytesOfSamples(samples)), samples)
    const lengths = entries.values()
    const capture = {
      captureMs: entries.map(({ timeMs }) => timeMs),
      nextJpeg: async () => await read(lengths.next().value?.bytes ?? 0),
      sound: samples === 0 ? null : { startMs, pcm },
    }
    return [await encodeVideo(capture, limits)]
  }
})
