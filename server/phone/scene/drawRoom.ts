import type { Light } from '../render/light.ts'
import { temperatureColour } from './temperatureColour.ts'

const lensward = [0, 0, 1] as const

/**
 * A room's light: a dome and one or two lamps from random directions, each with a colour
 * temperature of its own, together `ambientLux` on a surface that faces the lens.
 *
 * @param random numbers in [0, 1)
 * @returns the lights, and how far a camera's white balance takes their colour back (0 … 1)
 */
export function drawRoom(
  random: () => number,
  ambientLux: number,
): { lights: Light[]; whiteness: number } {
  const between = (low: number, high: number): number => low + (high - low) * random()
  const ground = between(0.3, 0.6)
  const domeShare = between(0.4, 0.75)
  const lampShare = between(0.55, 1)
  const domeColour = temperatureColour(between(3200, 6500))
  const lights: Light[] = []
  const domeLux = (ambientLux * domeShare) / (ground + (1 - ground) * 0.5)
  lights.push({ kind: 'ambient', ground, colour: scaled(domeColour, domeLux) })
  for (const share of [lampShare, 1 - lampShare]) {
    const azimuth = between(-1.2, 1.2)
    const height = between(0.15, 1.05)
    const towards = [
      Math.sin(azimuth) * Math.cos(height),
      Math.sin(height),
      Math.cos(azimuth) * Math.cos(height),
    ] as const
    const facing = towards.reduce((sum, part, axis) => sum + part * lensward[axis]!, 0)
    const lux = (ambientLux * (1 - domeShare) * share) / facing
    const colour = temperatureColour(between(2700, 6500))
    lights.push({ kind: 'directional', towards, colour: scaled(colour, lux) })
  }
  return { lights, whiteness: between(0.75, 1) }
}

function scaled(
  [red, green, blue]: readonly [number, number, number],
  by: number,
): [number, number, number] {
  return [red * by, green * by, blue * by]
}
