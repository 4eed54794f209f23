import type { Rgb } from '../render/identity.ts'
import type { View } from '../scene/plate.ts'

const gridStep = 5

/**
 * What the camera's light meter sees: centre-weighted mean of each channel, cd/m².
 *
 * @param light mean light of the screen, cd/m²
 */
export function meterView({ plate }: View, light: Rgb): Rgb {
  const { widthPx, heightPx, room, screen } = plate
  const sums = [0, 0, 0]
  let weights = 0
  for (let y = 2; y < heightPx; y += gridStep) {
    const v = (2 * y) / heightPx - 1
    for (let x = 2; x < widthPx; x += gridStep) {
      const u = (2 * x) / widthPx - 1
      const weight = Math.max(0.1, 1 - (u * u + v * v) * 1.4)
      const p = (y * widthPx + x) * 3
      for (let channel = 0; channel < 3; channel += 1) {
        const lit = screen ? screen[p + channel]! * light[channel]! : 0
        sums[channel] = sums[channel]! + weight * (room[p + channel]! + lit)
      }
      weights += weight
    }
  }
  return [sums[0]! / weights, sums[1]! / weights, sums[2]! / weights]
}
