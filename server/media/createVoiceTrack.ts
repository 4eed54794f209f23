import type { SoundTrack } from '../domain/digit/soundTrack.ts'
import type { ClipLimits } from './clipLimits.ts'
import { createFrameClock } from './createFrameClock.ts'
import { createSoundCollector } from './createSoundCollector.ts'
import { createStreamDecoder } from './createStreamDecoder.ts'
import type { Packet, Stream } from './nodeAv.ts'

/** Recorders let the sound run a little longer than the pictures, ms. */
const overrunMs = 1000

/** Sound packets of a clip → its one track. @throws MediaError tooLong, unavailable */
export function createVoiceTrack(
  stream: Stream,
  { maxDurationMs, maxRecordedArea }: Pick<ClipLimits, 'maxDurationMs' | 'maxRecordedArea'>,
) {
  const decoder = createStreamDecoder(stream, { maxArea: maxRecordedArea })
  const collector = createSoundCollector({ maxDurationMs: maxDurationMs + overrunMs })
  const clock = createFrameClock(stream, { hasShowTimes: true })

  function add(packet: Packet | null): void {
    for (const frame of decoder.decode(packet)) collector.add(frame, clock.startOf(frame))
  }

  return {
    add,
    /** Null when nothing could be heard. @param originMs the clip's 0 on the container's clock */
    finish(originMs: number): SoundTrack | null {
      add(null)
      return collector.finish(originMs)
    },
    free(): void {
      collector.free()
      decoder.free()
    },
  }
}
