import type { PhoneMode } from '../modes.ts'
import { createRandom } from '../render/random.ts'
import { createMicrophone, type Microphone } from './createMicrophone.ts'
import { createPastSpeaker } from './createPastSpeaker.ts'
import { createSpeaker } from './createSpeaker.ts'
import { otherDigits } from './otherDigits.ts'
import type { Utterance } from './utterance.ts'
import type { Voice } from './voice.ts'

/**
 * Where the sound of a ceremony comes from: somebody who says the digits asked for; one who says others; the
 * recording of an earlier ceremony; nobody.
 */
export type VoiceSource = 'live' | 'otherDigits' | 'recorded' | 'none'

/** All that is said in and around one ceremony with digits. */
export interface Talk {
  ask(digit: string | null, atMs: number): void
  /** What whoever is before the phone says, ms on the phone's clock; lips move with it though it be unheard. */
  live: readonly Utterance[]
  /** What was said in an earlier ceremony, ms since its first step. */
  past: readonly Utterance[]
  hear: Microphone
}

interface TalkSettings {
  voices: readonly Voice[]
  seed: number
  mode: PhoneMode
  source: VoiceSource
  /** When the first step was painted; null before that. */
  startedMs: () => number | null
}

/** @throws RangeError without a voice */
export function createTalk({ voices, seed, mode, source, startedMs }: TalkSettings): Talk {
  const random = createRandom(seed ^ 0x2b7e1516)
  const voice = voices[Math.floor(random() * voices.length)]
  if (!voice) throw new RangeError('a ceremony with digits needs voices')
  const speaker = createSpeaker(
    voice,
    seed,
    source === 'otherDigits' ? otherDigits(seed) : undefined,
  )
  const past = createPastSpeaker(voice, seed, mode)
  const replayed: Utterance[] = []

  function heard(): readonly Utterance[] {
    if (source === 'none') return []
    if (source !== 'recorded') return speaker.utterances
    const zeroMs = startedMs()
    if (zeroMs !== null && replayed.length === 0) {
      for (const said of past.utterances) {
        replayed.push({ ...said, startMs: said.startMs + zeroMs })
      }
    }
    return replayed
  }

  const { loudness } = source === 'recorded' ? past : speaker
  return {
    ask: (digit, atMs) => speaker.ask(digit, atMs),
    live: speaker.utterances,
    past: past.utterances,
    hear: createMicrophone(seed, loudness, heard),
  }
}
