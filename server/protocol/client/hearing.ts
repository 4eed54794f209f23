import { soundRateHz } from './resampler.ts'

/** What a person may see of the microphone: how loud it is, and that it hears a voice. */
export interface Heard {
  /** 0 (as quiet as the room) to 1 (loud). */
  level: number
  /** Clearly above the noise of the room for the length of a syllable. For display; judged by the server. */
  isVoice: boolean
}

/** Takes samples, −1 to 1, 16 kHz; null while nothing new is to be shown. */
export type Hearing = (samples: Float32Array) => Heard | null

/** Product decisions, all in dB and ms. */
const hearing = {
  frameMs: 32,
  /** A voice at arm's length lies 10 dB above the room at least (liveness.md §2.3: SNR below 10 dB → retry). */
  voiceAboveDb: 10,
  /** Quieter than this is nobody's voice at arm's length. */
  faintestDb: -55,
  /** Full mark, above the room. */
  fullAboveDb: 35,
  /** The shortest Mandarin digit has some 120 ms. */
  voiceMs: 90,
  /** The room is the quietest moment of late: one that grows louder is believed so slowly. */
  roomRiseDbPerSecond: 2,
} as const

export function createHearing(): Hearing {
  const frameLength = Math.round((hearing.frameMs / 1000) * soundRateHz)
  const roomRiseDb = (hearing.roomRiseDbPerSecond * hearing.frameMs) / 1000
  let roomDb = Infinity
  let energy = 0
  let count = 0
  let voiceMs = 0

  function hear(): Heard {
    const db = 10 * Math.log10(energy / count + 1e-10)
    roomDb = Math.max(Math.min(db, roomDb + roomRiseDb), hearing.faintestDb - hearing.voiceAboveDb)
    const above = db - roomDb
    voiceMs = above >= hearing.voiceAboveDb ? voiceMs + hearing.frameMs : 0
    return {
      level: Math.min(1, Math.max(0, above / hearing.fullAboveDb)),
      isVoice: voiceMs >= hearing.voiceMs,
    }
  }

  return samples => {
    let heard: Heard | null = null
    for (const sample of samples) {
      energy += sample * sample
      count += 1
      if (count < frameLength) continue
      heard = hear()
      energy = 0
      count = 0
    }
    return heard
  }
}
