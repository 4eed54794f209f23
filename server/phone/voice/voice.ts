/** What a voice can say: the digits, and `y`, the yāo that stands for 1 in numbers. */
export const spokenDigits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'y'] as const
export type SpokenDigit = (typeof spokenDigits)[number]

/** Recordings of one speaker: each digit by itself, trimmed, 16 kHz mono, −1…1. */
export interface Voice {
  name: string
  digits: Readonly<Record<SpokenDigit, Float32Array>>
}

/** Samples a second of all that is said and heard. */
export const soundRateHz = 16_000
