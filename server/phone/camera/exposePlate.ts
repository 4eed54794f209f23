import { bellSteps, bellTable } from '../render/bellTable.ts'
import type { Rgb } from '../render/identity.ts'
import { toneSteps, toneTable } from '../render/toneTable.ts'
import type { View } from '../scene/plate.ts'
import type { Picture } from './picture.ts'

/** State of the sensor for one picture. */
export interface Exposure {
  /** Per channel: luminance (cd/m²) × gain = 1 is just white. */
  gains: Rgb
  /** Noise as a share of full scale: variance = shot · signal + read². */
  shotNoise: number
  readNoise: number
  /** Light of the screen while a row was exposed, cd/m²; `share` 0 = first row, 1 = last. */
  screenAt: (share: number) => Rgb
}

/**
 * The hot loop of the simulated phone: light on the sensor → 8-bit picture, with noise, clipping and
 * the sRGB curve; every row under the screen light of its own time.
 *
 * @param noiseSeed the same number gives the same noise
 */
export function exposePlate(view: View, exposure: Exposure, noiseSeed: number): Picture {
  const { plate, shiftXPx, shiftYPx } = view
  const { widthPx, heightPx, room, screen } = plate
  const { gains, shotNoise, readNoise, screenAt } = exposure
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  const read2 = readNoise * readNoise
  const mask = bellSteps - 1
  let state = noiseSeed | 0 || 1
  let at = 0
  for (let y = 0; y < heightPx; y += 1) {
    const sourceY = Math.min(Math.max(y - shiftYPx, 0), heightPx - 1)
    const row = sourceY * widthPx
    const light = screen ? screenAt(y / heightPx) : null
    for (let x = 0; x < widthPx; x += 1) {
      const sourceX = Math.min(Math.max(x - shiftXPx, 0), widthPx - 1)
      const from = (row + sourceX) * 3
      for (let channel = 0; channel < 3; channel += 1) {
        let value = room[from + channel]!
        if (light) value += screen![from + channel]! * light[channel]!
        value *= gains[channel]!
        // xorshift32 (Marsaglia 2003), 12 bits of it a value.
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        value += Math.sqrt(shotNoise * value + read2) * bellTable[(state >>> 9) & mask]!
        const step = (value * toneSteps + 0.5) | 0
        rgb[at] = toneTable[step < 0 ? 0 : step > toneSteps ? toneSteps : step]!
        at += 1
      }
    }
  }
  return { rgb, widthPx, heightPx }
}
