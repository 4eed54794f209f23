import { sampleRate, type SoundTrack } from '../digit/soundTrack.ts'

/** Sound as it came in packets, put together. */
export interface CapturedSound extends SoundTrack {
  /** Parts that never came, filled with silence, ms. */
  missingMs: number
  /** Packets that begin before the one before ended: two recordings in one. */
  overlaps: number
}

/** One sound packet: PCM s16le, 16 kHz, mono. */
export interface SoundPacket {
  /** Of its first sample, ms on the client's clock. */
  timeMs: number
  pcm: Uint8Array
}

/** Clocks drift and times are rounded: packets this near to the end of the last one follow it, ms. */
const toleranceMs = 20

/** Puts packets together in the order given; null when there are none. */
export function joinSound(packets: readonly SoundPacket[]): CapturedSound | null {
  const [first] = packets
  if (!first) return null
  const parts: { at: number; pcm: Uint8Array }[] = []
  let end = 0
  let missing = 0
  let overlaps = 0
  for (const { timeMs, pcm } of packets) {
    const at = Math.round(((timeMs - first.timeMs) * sampleRate) / 1000)
    const gapMs = ((at - end) * 1000) / sampleRate
    if (gapMs < -toleranceMs) overlaps += 1
    if (gapMs > toleranceMs) {
      missing += at - end
      end = at
    }
    parts.push({ at: end, pcm })
    end += pcm.length >> 1
  }
  const samples = new Float32Array(end)
  for (const { at, pcm } of parts) readPcm(pcm, samples, at)
  return {
    startMs: first.timeMs,
    pcm: samples,
    missingMs: (missing * 1000) / sampleRate,
    overlaps,
  }
}

function readPcm(pcm: Uint8Array, samples: Float32Array, at: number): void {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  const count = pcm.length >> 1
  for (let i = 0; i < count; i++) samples[at + i] = view.getInt16(2 * i, true) / 32_768
}
