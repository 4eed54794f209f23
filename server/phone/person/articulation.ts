import type { SpokenDigit } from '../voice/voice.ts'

/** A shape of the mouth on the way through a syllable. */
interface Shape {
  /** Share of the sound that is over, 0–1. */
  at: number
  /** Jaw and lips at full voice (render/pose.ts). */
  open: number
  round: number
}

/**
 * How the mouth goes through each digit: wide for ba and san, narrow between spread lips for yi, qi, si and er,
 * rounded for wu, liu and jiu; ba and bilabials begin closed. After the descriptions of standard Mandarin's
 * finals; the amounts are such that the server's mesh sees the difference on rendered heads.
 */
export const articulation: Readonly<Record<SpokenDigit, readonly Shape[]>> = {
  '0': [
    { at: 0, open: 0.26, round: 0 },
    { at: 0.4, open: 0.42, round: -0.5 },
    { at: 1, open: 0.26, round: 0 },
  ],
  '1': [
    { at: 0, open: 0.44, round: -1 },
    { at: 1, open: 0.5, round: -1 },
  ],
  '2': [
    { at: 0, open: 0.5, round: 0 },
    { at: 1, open: 0.32, round: 0 },
  ],
  '3': [
    { at: 0, open: 0.2, round: -0.5 },
    { at: 0.25, open: 0.3, round: 0 },
    { at: 0.5, open: 0.66, round: 0 },
    { at: 1, open: 0.3, round: 0 },
  ],
  '4': [
    { at: 0, open: 0.3, round: -1 },
    { at: 1, open: 0.5, round: -1 },
  ],
  '5': [
    { at: 0, open: 0.22, round: 1 },
    { at: 0.5, open: 0.32, round: 1 },
    { at: 1, open: 0.24, round: 1 },
  ],
  '6': [
    { at: 0, open: 0.26, round: -0.5 },
    { at: 0.35, open: 0.42, round: 0 },
    { at: 0.6, open: 0.42, round: 0.5 },
    { at: 1, open: 0.24, round: 1 },
  ],
  '7': [
    { at: 0, open: 0.24, round: -0.5 },
    { at: 0.4, open: 0.5, round: -1 },
    { at: 1, open: 0.44, round: -1 },
  ],
  '8': [
    { at: 0, open: 0, round: 0 },
    { at: 0.15, open: 0.55, round: 0 },
    { at: 0.6, open: 0.72, round: 0 },
    { at: 1, open: 0.5, round: 0 },
  ],
  '9': [
    { at: 0, open: 0.24, round: -0.5 },
    { at: 0.4, open: 0.42, round: 0 },
    { at: 0.7, open: 0.42, round: 0.5 },
    { at: 1, open: 0.26, round: 1 },
  ],
  y: [
    { at: 0, open: 0.26, round: -0.5 },
    { at: 0.4, open: 0.66, round: 0 },
    { at: 0.75, open: 0.45, round: 0.5 },
    { at: 1, open: 0.28, round: 1 },
  ],
}
