import type { CapturedSound } from '../capture/capturedSound.ts'
import { checkOf } from '../checkOf.ts'
import type { DigitFinding } from './digitFinding.ts'
import { findingOf } from './digitFinding.ts'
import type { DigitLimits } from './digitLimits.ts'
import type { SoundMeasurement } from './measureSound.ts'
import { sampleRate } from './soundTrack.ts'

/** Is there sound for the whole time, and in it a voice that can be understood? */
export function checkVoice(
  { sound, measured, startMs, endMs }: VoiceOfPerformance,
  limits: DigitLimits,
): DigitFinding {
  const soundEndMs = sound.startMs + (sound.pcm.length * 1000) / sampleRate
  const lostMs =
    Math.max(0, sound.startMs - startMs) + Math.max(0, endMs - soundEndMs) + sound.missingMs
  const { segments, speechDb, snrDb, clippedShare } = measured
  return findingOf([
    ['soundSpliced', checkOf('voice.overlaps', sound.overlaps, { max: 0 }, 'fail')],
    ['soundLost', checkOf('voice.missingMs', lostMs, { max: limits.maxMissingSoundMs })],
    ['silent', checkOf('voice.segments', segments.length, { min: 1 })],
    ['faint', checkOf('voice.levelDb', speechDb, { min: limits.minSpeechDb })],
    ['noisy', checkOf('voice.clippedShare', clippedShare, { max: limits.maxClippedShare })],
    ['noisy', checkOf('voice.snrDb', snrDb, { min: limits.minSnrDb })],
  ])
}

export interface VoiceOfPerformance {
  sound: CapturedSound
  measured: SoundMeasurement
  /** From the lead-in to the end, ms on the client's clock. */
  startMs: number
  endMs: number
}
