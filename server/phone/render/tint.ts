import type { Rgb } from './identity.ts'
import type { Touch } from './touch.ts'

/** Blends the colour of a point towards another by `amount` (0 … 1). */
export function tint(touch: Touch, colour: Rgb, amount: number): void {
  touch.red += (colour[0] - touch.red) * amount
  touch.green += (colour[1] - touch.green) * amount
  touch.blue += (colour[2] - touch.blue) * amount
}
