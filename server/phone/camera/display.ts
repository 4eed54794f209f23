import type { Rgb } from '../render/identity.ts'
import type { Screen } from '../scene/situation.ts'
import { readColour } from './readColour.ts'

/** The phone's screen: what it shows when. */
export interface Display {
  /** From `atMs` on the whole screen shows this colour (`#rrggbb`); in order of time. */
  show(colour: string, atMs: number): void
  /** Mean light between two times as the camera's channels take it, cd/m². */
  lightBetween(fromMs: number, toMs: number): Rgb
}

/** A screen that shows its idle colour until told otherwise. */
export function createDisplay(screen: Screen): Display {
  const changes: { atMs: number; light: Rgb }[] = [
    { atMs: -Infinity, light: emitted(screen, screen.idleColour) },
  ]
  return {
    show(colour, atMs) {
      changes.push({ atMs, light: emitted(screen, colour) })
    },
    lightBetween(fromMs, toMs) {
      let [red, green, blue] = [0, 0, 0]
      const span = Math.max(toMs - fromMs, 1e-6)
      for (let index = changes.length - 1; index >= 0; index -= 1) {
        const { atMs, light } = changes[index]!
        const endMs = changes[index + 1]?.atMs ?? Infinity
        if (endMs <= fromMs) break
        const share = (Math.min(endMs, fromMs + span) - Math.max(atMs, fromMs)) / span
        if (share <= 0) continue
        red += share * light[0]
        green += share * light[1]
        blue += share * light[2]
      }
      return [red, green, blue]
    },
  }
}

/** Light of a colour: white point, luminance, and what leaks into the neighbouring channels. */
function emitted(screen: Screen, colour: string): Rgb {
  const [red, green, blue] = readColour(colour)
  const { white, luminance, crosstalk } = screen
  const r = red * white[0] * luminance
  const g = green * white[1] * luminance
  const b = blue * white[2] * luminance
  return [
    r * (1 - crosstalk) + g * crosstalk,
    g * (1 - 2 * crosstalk) + (r + b) * crosstalk,
    b * (1 - crosstalk) + g * crosstalk,
  ]
}
