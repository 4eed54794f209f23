import type { Rgb } from '../render/identity.ts'

const hexForm = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i
const functionForm = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/

/**
 * Linear light (0 … 1 per channel, IEC 61966-2-1 undone) of `#rrggbb` or of `rgb(…)` as browsers
 * compute it.
 * @throws RangeError for anything else
 */
export function readColour(colour: string): Rgb {
  const hex = hexForm.exec(colour)
  const parts = hex ?? functionForm.exec(colour)
  if (!parts) throw new RangeError(`not a colour: ${colour}`)
  const linear = (text: string | undefined): number => {
    const value = Number.parseInt(text ?? '0', hex ? 16 : 10) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [linear(parts[1]), linear(parts[2]), linear(parts[3])]
}
