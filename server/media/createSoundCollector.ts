import { sampleRate, type SoundTrack } from '../domain/digit/soundTrack.ts'
import { MediaError } from '../domain/mediaError.ts'
import { createResampler } from './createResampler.ts'
import type { Frame } from './nodeAv.ts'

/**
 * How far a frame's own time may be from where the sound before it ended: containers round, recorders
 * jitter. Beyond it there is a gap, or an overlap, ms.
 */
const maxJitterMs = 50

/** Sound without a gap. */
interface Stretch {
  startMs: number
  pieces: Float32Array[]
  /** Of `pieces` together. */
  samples: number
}

const toMs = (samples: number): number => (samples * 1000) / sampleRate
const endOf = ({ startMs, samples }: Stretch): number => startMs + toMs(samples)

/** Decoded sound of one clip → one track; gaps are silence. Times in ms on the container's clock. */
export function createSoundCollector({ maxDurationMs }: { maxDurationMs: number }) {
  const stretches: Stretch[] = []
  let resampler: ReturnType<typeof createResampler> | null = null
  let kind = ''
  /** Of the source, heard so far in this stretch, and in all. */
  let [heardMs, heardInAllMs] = [0, 0]

  /** The resampler holds a little back: the stretch gets it before another begins. */
  function endStretch(): void {
    if (resampler) take(resampler.convert(null))
    resampler?.free()
    resampler = null
  }

  function take(pcm: Float32Array): void {
    const stretch = stretches.at(-1)
    if (!stretch || pcm.length === 0) return
    stretch.pieces.push(pcm)
    stretch.samples += pcm.length
  }

  return {
    /** @param timeMs of the frame's first sample; null when the container does not say */
    add(frame: Frame, timeMs: number | null): void {
      const frameMs = (frame.nbSamples * 1000) / frame.sampleRate
      heardInAllMs += frameMs
      if (heardInAllMs > maxDurationMs) {
        throw new MediaError('tooLong', `sound of more than ${maxDurationMs} ms`)
      }
      const stretch = stretches.at(-1)
      const expectedMs = stretch ? stretch.startMs + heardMs : 0
      const startMs = timeMs ?? expectedMs
      const frameKind = `${frame.format}/${frame.sampleRate}/${frame.channels}`
      const isOn = Math.abs(startMs - expectedMs) <= maxJitterMs && frameKind === kind
      if (!resampler || !isOn) {
        endStretch()
        resampler = createResampler(frame)
        kind = frameKind
        heardMs = 0
        stretches.push({ startMs, pieces: [], samples: 0 })
      }
      heardMs += frameMs
      take(resampler.convert(frame))
    },
    /**
     * Null when nothing was heard.
     * @param originMs where the track's clock has its 0
     * @throws MediaError tooLong
     */
    finish(originMs: number): SoundTrack | null {
      endStretch()
      const heard = stretches.filter(({ samples }) => samples > 0)
      if (heard.length === 0) return null
      const firstMs = Math.min(...heard.map(({ startMs }) => startMs))
      const spanMs = Math.max(...heard.map(endOf)) - firstMs
      if (spanMs > maxDurationMs || Math.abs(firstMs - originMs) > maxDurationMs) {
        throw new MediaError('tooLong', `sound of ${spanMs} ms at ${firstMs - originMs} ms`)
      }
      return { startMs: firstMs - originMs, pcm: join(heard, firstMs) }
    },
    free: () => resampler?.free(),
  }
}

/** Where two overlap, the later one is heard. */
function join(stretches: readonly Stretch[], firstMs: number): Float32Array {
  const toSample = (ms: number): number => Math.round(((ms - firstMs) * sampleRate) / 1000)
  const ends = stretches.map(stretch => toSample(stretch.startMs) + stretch.samples)
  const pcm = new Float32Array(Math.max(...ends))
  for (const { startMs, pieces } of stretches) {
    let at = toSample(startMs)
    for (const piece of pieces) {
      pcm.set(piece, at)
      at += piece.length
    }
  }
  return pcm
}
