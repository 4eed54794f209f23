import type { CeremonyEnd } from '../../phone/ceremonyClient.ts'
import type { DemoAccess } from '../readDemoFile.ts'

/** A performance to render (bench/recordFilm.ts). */
export interface FilmOrder {
  /** Seed of the face. */
  person: number
  seed: number
  ambientLux: number
}

/** Where the ceremonies take place, and whose they are. */
export interface Stage {
  access: DemoAccess
  /** The people of the films, in their order. */
  visitors: readonly { name: string; idCard: string }[]
}

/** What the bench asks the playing process for. */
export type PlayerOrder =
  | {
      type: 'prepare'
      /** Seed of the one challenge that the server gives (bench/fixedLight.ts). */
      lightSeed: number
      films: readonly FilmOrder[]
    }
  /** One ceremony per entry, begun so many ms after the first; films in turn. */
  | { type: 'play'; stage: Stage; startsMs: readonly number[] }

/** How one ceremony ended, as the phone and then the integrator saw it. */
export interface PlayedCeremony {
  /** `trouble`: no verdict. */
  outcome: Extract<CeremonyEnd, { kind: 'verdict' }>['verdict']['outcome'] | 'trouble'
  /** ErrCode of GetDetectInfoEnhanced, or the trouble's name. */
  code: string
  /** From `finish` to `verdict`, ms; null without a verdict. */
  verdictMs: number | null
  /** Frames and stills sent. */
  packets: number
}

/** What the playing process answers; `cpuMs` is its own CPU from the first call to the last. */
export type PlayerReport =
  | { type: 'filmed'; done: number; total: number }
  | { type: 'ready' }
  | { type: 'played'; ceremonies: PlayedCeremony[]; cpuMs: number }
  | { type: 'failed'; message: string }
