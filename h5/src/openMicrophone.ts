import type { Trouble } from '../../server/protocol/client/troubles.ts'
import { listenTo, type SoundListener } from './listenTo.ts'

/** A microphone that hears. */
export interface Microphone {
  /** Samples per second. */
  rateHz: number
  /** What the browser says of its own delay, ms; 0 when it says nothing. */
  latencyMs: number
  /** One listener at a time; null = none. */
  listen: (listener: SoundListener | null) => void
  /** Called once when it stops by itself: a call comes in, another app takes it. */
  onLost: (tell: () => void) => void
  close: () => void
}

/** How long a microphone may take to its first samples, ms. */
const firstSoundMs = 3_000
/** A delay above this is not one of a microphone, ms. */
const plausibleLatencyMs = 200

declare global {
  interface Window {
    /** iOS before 14.5. */
    webkitAudioContext?: typeof AudioContext
  }
}

/** Call it inside a gesture: elsewhere browsers leave it silent. Null where there is none. */
export function createSoundContext(): AudioContext | null {
  const Context: typeof AudioContext | undefined = window.AudioContext ?? window.webkitAudioContext
  if (typeof Context !== 'function') return null
  try {
    const context = new Context()
    // A context that does not run shows itself as missing samples.
    void context.resume().catch(() => undefined)
    return context
  } catch {
    return null
  }
}

/** The stream's microphone, once it has handed over its first samples; else what is wrong with it. */
export async function openMicrophone(
  context: AudioContext,
  stream: MediaStream,
  workletUrl: string,
): Promise<Microphone | Extract<Trouble, 'microphoneUnsupported' | 'microphoneBusy'>> {
  const track = stream.getAudioTracks()[0]
  if (!track) return 'microphoneUnsupported'
  let listener: SoundListener | null = null
  let tellLost: (() => void) | null = null
  let hasBegun = () => undefined as void
  const begun = new Promise<boolean>(resolve => {
    hasBegun = () => resolve(true)
    setTimeout(resolve, firstSoundMs, false)
  })
  const onSamples: SoundListener = (samples, arrivedMs) => {
    hasBegun()
    listener?.(samples, arrivedMs)
  }
  const stop = await listenTo(context, stream, workletUrl, onSamples).catch(() => null)
  if (!stop) return 'microphoneUnsupported'

  function lose(): void {
    tellLost?.()
    tellLost = null
  }
  function onState(): void {
    // iOS also knows `interrupted`, during a call.
    if (context.state !== 'running') lose()
  }
  function close(): void {
    tellLost = null
    listener = null
    track?.removeEventListener('ended', lose)
    context.removeEventListener('statechange', onState)
    stop?.()
  }

  if (!(await begun)) {
    close()
    return 'microphoneBusy'
  }
  track.addEventListener('ended', lose)
  context.addEventListener('statechange', onState)
  const latencyMs = Math.max(0, (readLatency(track) ?? 0) * 1000)
  return {
    rateHz: context.sampleRate,
    latencyMs: latencyMs <= plausibleLatencyMs ? latencyMs : 0,
    listen: next => {
      listener = next
    },
    onLost: tell => {
      tellLost = tell
    },
    close,
  }
}

/** Seconds (Media Capture and Streams §latency); not in the types, since few browsers tell. */
function readLatency(track: MediaStreamTrack): number | null {
  const settings: MediaTrackSettings & { latency?: unknown } = track.getSettings()
  return typeof settings.latency === 'number' && Number.isFinite(settings.latency)
    ? settings.latency
    : null
}
