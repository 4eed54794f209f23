import { captureLimits } from '../domain/capture/captureLimits.ts'
import type { EncodeJpeg } from '../phone/camera/picture.ts'
import { createHandset } from '../phone/createHandset.ts'
import { perform, type Performance } from '../phone/perform.ts'
import type { LightStep } from '../protocol/challenge.ts'
import type { Film, Shot } from './film.ts'

export interface FilmSettings {
  /** What the screen shows. */
  steps: readonly LightStep[]
  /** Seed of the person's face (phone/people.ts). */
  person: number
  /** Pose, light, noise and timing. */
  seed: number
  ambientLux: number
  frameSize: Film['frameSize']
  /** Distance of the film's frames, ms; constant. */
  frameMs: number
  /** Length of what is filmed before the first colour, ms. */
  previewMs: number
  encode: EncodeJpeg
}

const stillSize = {
  widthPx: captureLimits.stillWidthPx,
  heightPx: (captureLimits.stillWidthPx * 4) / 3,
}

/** Renders a performance of the simulated phone; some seconds, most of them before the first frame. */
export async function recordFilm(settings: FilmSettings): Promise<Film> {
  const { steps, person, seed, ambientLux, frameSize, frameMs, previewMs, encode } = settings
  const wishes = { ambientLux }
  const handset = createHandset({ person, seed, frameSize, stillSize, wishes })
  const { situation } = handset
  // A film's beat is even; the beat of who plays it is the handset's own.
  const timing = { ...situation.timing, frameIntervalMs: frameMs, jitterMs: 0, dropShare: 0 }
  const performance = await perform({
    handset: { ...handset, situation: { ...situation, timing } },
    challenge: { kind: 'light', version: 1, challengeId: 'bench', steps, lifetimeMs: 60_000 },
    encode,
    jpegQuality: captureLimits.jpegQuality,
    previewMs,
    stills: captureLimits.stills,
  })
  return { situation, frameSize, ...cut(performance) }
}

function cut({ packets, painted }: Performance): Pick<Film, 'preview' | 'frames' | 'stills'> {
  const startMs = painted[0] ?? NaN
  const frames = packets.filter(({ kind }) => kind === 'frame')
  const before = frames.filter(({ captureMs }) => captureMs < startMs)
  const since = (zeroMs: number, from: Performance['packets']): Shot[] =>
    from.map(({ captureMs, payload }) => ({ atMs: captureMs - zeroMs, jpeg: payload }))
  return {
    preview: since(before[0]?.captureMs ?? startMs, before),
    frames: since(
      startMs,
      frames.filter(({ captureMs }) => captureMs >= startMs),
    ),
    stills: packets.filter(({ kind }) => kind === 'still').map(({ payload }) => payload),
  }
}
