import type { Touch } from './touch.ts'

/** Multiplies the colour of a point, channel by channel. */
export function scale(touch: Touch, red: number, green = red, blue = red): void {
  touch.red *= red
  touch.green *= green
  touch.blue *= blue
}
