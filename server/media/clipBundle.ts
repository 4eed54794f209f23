import { readFrameBundle, writeFrameIndex } from '../domain/capture/frameBundle.ts'
import type { Clip } from '../domain/clip/clip.ts'
import { bytesOfSamples, readSamples, writeSamples } from './sampleBytes.ts'

/** All of a clip but its frames and its samples. */
interface Facts {
  durationMs: number
  widthPx: number
  heightPx: number
  sound: { startMs: number; samples: number } | null
  hasUnreadSound: boolean
  isCutOff: boolean
}

/** Bytes that tell the length of the facts. */
const lengthBytes = 4

/**
 * What the child answers: u32 (big-endian) length of the facts, the facts as JSON, samples as float32
 * (little-endian), frames as frameBundle.ts lays them out.
 */
export function* writeClip({ frames, sound, ...rest }: Clip): Generator<Uint8Array> {
  const heard = sound && { startMs: sound.startMs, samples: sound.pcm.length }
  const facts = Buffer.from(JSON.stringify({ ...rest, sound: heard } satisfies Facts))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(facts.length)
  yield length
  yield facts
  if (sound) yield writeSamples(sound.pcm)
  yield writeFrameIndex(frames)
  for (const { jpeg } of frames) yield jpeg
}

/** @throws RangeError, SyntaxError when the bytes are no such clip */
export function readClipBundle(bundle: Buffer): Clip {
  const factsEnd = lengthBytes + bundle.readUInt32BE(0)
  const facts: Facts = JSON.parse(bundle.toString('utf8', lengthBytes, factsEnd))
  const { sound, ...rest } = facts
  const framesFrom = factsEnd + bytesOfSamples(sound?.samples ?? 0)
  return {
    ...rest,
    frames: readFrameBundle(bundle.subarray(framesFrom)),
    sound: sound && {
      startMs: sound.startMs,
      pcm: readSamples(bundle.subarray(factsEnd, framesFrom), sound.samples),
    },
  }
}
