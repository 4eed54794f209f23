/** Colours that stay apart for most colour-blind eyes too (Okabe and Ito 2008), on white. */
export const palette = {
  good: '#009e73',
  bad: '#d55e00',
  unsure: '#e69f00',
  neutral: '#999999',
  lines: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#555555'],
} as const

/** Colour of the so-manieth line; they repeat. */
export function lineColour(index: number): string {
  return palette.lines[index % palette.lines.length] ?? palette.neutral
}
