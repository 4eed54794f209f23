import type { Handset } from '../createHandset.ts'
import { soundRateHz } from './voice.ts'

/** Sound as it is sent: PCM s16le, 16 kHz, mono. */
export interface SoundPacket {
  kind: 'sound'
  /** Of the first sample, ms on the phone's clock. */
  captureMs: number
  payload: Uint8Array
}

/** Cuts what a handset hears into packets, each beginning where the one before ended. */
export interface SoundCutter {
  /** Whole packets that are over by now and were not given before. */
  whole(nowMs: number): SoundPacket[]
  /** What is left until then: one packet shorter than the others, or none. */
  rest(endMs: number): SoundPacket[]
}

/** @param soundMs length of one packet; @param startMs time of the first sample, on the phone's clock */
export function createSoundCutter(
  handset: Pick<Handset, 'hear'>,
  soundMs: number,
  startMs: number,
): SoundCutter {
  let taken = 0
  // Counted in samples of one clock: times that are rounded one by one would leave gaps.
  const timeOf = (sample: number): number => startMs + (sample * 1000) / soundRateHz
  function take(samples: number): SoundPacket {
    const captureMs = timeOf(taken)
    taken += samples
    return { kind: 'sound', captureMs, payload: toPcm(handset.hear(captureMs, timeOf(taken))) }
  }
  const samplesEach = (soundMs * soundRateHz) / 1000
  const samplesUntil = (timeMs: number): number =>
    Math.floor(((timeMs - startMs) * soundRateHz) / 1000) - taken
  return {
    whole(nowMs) {
      const packets: SoundPacket[] = []
      while (samplesUntil(nowMs) >= samplesEach) packets.push(take(samplesEach))
      return packets
    },
    rest(endMs) {
      const samples = samplesUntil(endMs)
      return samples > 0 ? [take(samples)] : []
    },
  }
}

function toPcm(sound: Float32Array): Uint8Array {
  const bytes = new Uint8Array(sound.length * 2)
  const view = new DataView(bytes.buffer)
  sound.forEach((value, at) => {
    const level = Math.round(Math.max(-1, Math.min(1, value)) * 32_767)
    view.setInt16(at * 2, level, true)
  })
  return bytes
}
