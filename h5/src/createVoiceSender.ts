import { createHearing, type Heard } from '../../server/protocol/client/hearing.ts'
import { createSoundPackets, type SoundPart } from '../../server/protocol/client/soundPackets.ts'
import type { Microphone } from './openMicrophone.ts'

interface VoiceSenderDeps {
  microphone: Microphone
  /** Sound in one packet, ms. */
  soundMs: number
  send: (part: SoundPart) => void
  onHeard: (heard: Heard) => void
}

/** Listens all the time, sends only between `begin` and `end`. */
export interface VoiceSender {
  /** From the first sample taken at `fromMs` on, ms on performance.now()'s clock. */
  begin: (fromMs: number) => void
  /** Lets everything up to `untilMs` through. False when sound is missing in between. */
  end: (untilMs: number) => Promise<boolean>
  stop: () => void
}

/** The last samples may take so long to come, ms. */
const lateMs = 1_000
/** A microphone that stood still for longer has left a hole: words would seem to come too early. */
const holeMs = 200

export function createVoiceSender(deps: VoiceSenderDeps): VoiceSender {
  const { microphone, soundMs, send, onHeard } = deps
  const { rateHz, latencyMs } = microphone
  const packets = createSoundPackets({ rateHz, soundMs, latencyMs })
  const hear = createHearing()
  let onReached: (() => void) | null = null
  let endMs = Infinity

  microphone.listen((samples, arrivedMs) => {
    const heard = hear(packets.push(samples, arrivedMs))
    if (heard) onHeard(heard)
    if (packets.reachedMs() >= endMs) onReached?.()
  })

  return {
    begin: fromMs => packets.begin(fromMs, send),
    end: async untilMs => {
      await new Promise<void>(resolve => {
        endMs = untilMs
        onReached = resolve
        setTimeout(resolve, lateMs)
      })
      const isWhole = packets.reachedMs() >= untilMs
      microphone.listen(null)
      return packets.end().lagMs < holeMs && isWhole
    },
    stop: () => microphone.listen(null),
  }
}
