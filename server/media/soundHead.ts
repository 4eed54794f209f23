import type { SoundTrack } from '../domain/digit/soundTrack.ts'

/** What the child is told of a sound before its samples. */
export interface SoundHead {
  /** ms on the frames' clock. */
  startMs: number
  /** None = no sound. */
  samples: number
}

export const soundHeadBytes = 12

/** Big-endian: f64 start and u32 number of samples. */
export function writeSoundHead(sound: SoundTrack | null): Uint8Array {
  const head = Buffer.alloc(soundHeadBytes)
  head.writeDoubleBE(sound?.startMs ?? 0)
  head.writeUInt32BE(sound?.pcm.length ?? 0, 8)
  return head
}

export function readSoundHead(head: Buffer): SoundHead {
  return { startMs: head.readDoubleBE(), samples: head.readUInt32BE(8) }
}
