/** Light of a screen showing a hue: 1 where the channel is fully on, 0 where it is off. */
type Primaries = readonly [red: number, green: number, blue: number]

/**
 * The six saturated colours of the sRGB cube, in the order of the colour circle. White and black
 * are left out: they carry no chromaticity, which is what survives auto-exposure.
 */
export const hues = {
  red: { colour: '#ff0000', light: [1, 0, 0] },
  yellow: { colour: '#ffff00', light: [1, 1, 0] },
  green: { colour: '#00ff00', light: [0, 1, 0] },
  cyan: { colour: '#00ffff', light: [0, 1, 1] },
  blue: { colour: '#0000ff', light: [0, 0, 1] },
  magenta: { colour: '#ff00ff', light: [1, 0, 1] },
} as const satisfies Record<string, { colour: string; light: Primaries }>

export type Hue = keyof typeof hues
