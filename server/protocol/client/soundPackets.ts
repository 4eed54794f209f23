import { createResampler, soundRateHz } from './resampler.ts'
import { createSoundClock } from './soundClock.ts'

/** The payload of one sound packet and the time of its first sample, ms on the client's clock. */
export interface SoundPart {
  captureMs: number
  /** PCM s16le, 16 kHz, mono. */
  pcm: Uint8Array
}

/** Cuts what a microphone gives into the parts that capturePacket.ts describes. */
export interface SoundPackets {
  /**
   * Takes samples, −1 to 1, one channel, in order and without gaps, which were there at `arrivedMs`.
   * Returns them at 16 kHz, for whatever wants to listen too.
   */
  push: (samples: Float32Array, arrivedMs: number) => Float32Array
  /** From now on gives parts: the first begins with the first sample taken at `fromMs` or later. */
  begin: (fromMs: number, onPart: (part: SoundPart) => void) => void
  /** Time of the end of all that came in, ms; −∞ before the beginning. */
  reachedMs: () => number
  /** Gives what is left, as one short part, and no more. `lagMs` as SoundClock says. */
  end: () => { lagMs: number }
}

interface SoundOptions {
  /** Samples per second that come in. */
  rateHz: number
  /** Sound in one part, ms (limits.soundMs). */
  soundMs: number
  /** Delay between air and samples, as far as the system tells. */
  latencyMs?: number
}

/** Each part begins where the one before it ended, by a count of samples and not by arrival. */
export function createSoundPackets({ rateHz, soundMs, latencyMs = 0 }: SoundOptions): SoundPackets {
  const resampler = createResampler(rateHz)
  const clock = createSoundClock(rateHz, latencyMs)
  const partLength = Math.max(1, Math.round((soundMs / 1000) * soundRateHz))
  const part = new Int16Array(partLength)
  let filled = 0
  let taken = 0
  let made = 0
  let wanted: { fromMs: number; onPart: (part: SoundPart) => void } | null = null

  /** Both rates begin with the same sample. */
  function timeOf(index: number): number {
    return clock.timeOf((index * rateHz) / soundRateHz)
  }

  function give(onPart: (part: SoundPart) => void): void {
    if (filled === 0) return
    onPart({ captureMs: timeOf(made - filled), pcm: littleEndian(part.subarray(0, filled)) })
    filled = 0
  }

  return {
    push: (samples, arrivedMs) => {
      taken += samples.length
      clock.note(taken, arrivedMs)
      const resampled = resampler.push(samples)
      for (const sample of resampled) {
        if (wanted && (filled > 0 || timeOf(made) >= wanted.fromMs))
          part[filled++] = toInt16(sample)
        made += 1
        if (wanted && filled === partLength) give(wanted.onPart)
      }
      return resampled
    },
    begin: (fromMs, onPart) => {
      wanted = { fromMs, onPart }
    },
    reachedMs: () => (wanted ? timeOf(made) : -Infinity),
    end: () => {
      if (wanted) give(wanted.onPart)
      wanted = null
      return { lagMs: clock.lagMs() }
    },
  }
}

function toInt16(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)
}

function littleEndian(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, index) => view.setInt16(index * 2, sample, true))
  return bytes
}
