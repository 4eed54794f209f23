import type { Handset } from './createHandset.ts'
import { soundRateHz } from './voice/voice.ts'

/** What is needed of Web Audio. */
declare const AudioContext: new (options: { sampleRate: number }) => SoundContext

interface SoundContext {
  currentTime: number
  resume(): Promise<void>
  createBuffer(
    channels: number,
    length: number,
    rate: number,
  ): { copyToChannel(data: Float32Array, channel: number): void }
  createBufferSource(): {
    buffer: object | null
    connect(to: object): void
    start(atS: number, offsetS: number): void
  }
  createMediaStreamDestination(): { stream: { getAudioTracks(): Track[] } }
}

interface Track {
  clone(): object
}

/** Sound is made this much ahead, ms: less than anybody needs to begin to speak … */
const aheadMs = 200
/** … and so often. */
const everyMs = 50

/**
 * What a handset hears as an audio track, in real time on the page's clock (performance.now()).
 *
 * @returns opens the microphone; within a gesture, where the browser wants one
 */
export function createBrowserMicrophone(handset: Pick<Handset, 'hear'>): () => object[] {
  let tracks: Track[] | null = null
  return () => {
    tracks ??= open(handset)
    // A page stops what it was given, and may ask again.
    return tracks.map(track => track.clone())
  }
}

function open(handset: Pick<Handset, 'hear'>): Track[] {
  const context = new AudioContext({ sampleRate: soundRateHz })
  const destination = context.createMediaStreamDestination()
  // The page's clock at time 0 of the context, while the context runs.
  let zeroMs: number | null = null
  let madeMs = 0

  function make(): void {
    const nowMs = performance.now()
    const contextMs = context.currentTime * 1000
    if (contextMs === 0) return
    if (zeroMs === null) {
      zeroMs = nowMs - contextMs
      madeMs = nowMs
    }
    const untilMs = nowMs + aheadMs
    if (untilMs <= madeMs) return
    const sound = handset.hear(madeMs, untilMs)
    const buffer = context.createBuffer(1, sound.length, soundRateHz)
    buffer.copyToChannel(sound, 0)
    const source = context.createBufferSource()
    source.buffer = buffer
    source.connect(destination)
    // What comes late is left out, so that the rest comes in time.
    const atS = (madeMs - zeroMs) / 1000
    const lateS = Math.max(0, context.currentTime - atS)
    source.start(atS + lateS, lateS)
    madeMs = untilMs
  }

  void context.resume().then(make)
  setInterval(make, everyMs)
  return destination.stream.getAudioTracks()
}
