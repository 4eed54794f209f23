import { bellTable, bellSteps } from './bellTable.ts'
import { blur } from './blur.ts'
import { clamp } from './curves.ts'
import type { Rgb } from './identity.ts'
import { toneSteps, toneTable } from './toneTable.ts'

/** What a camera does to the light that reaches it. */
export interface CameraModel {
  /** Exposure times gain: luminance (cd/m²) × exposure = 1 is just white. */
  exposure: number
  /** Gains of the channels; [1, 1, 1] = neutral daylight stays neutral. */
  whiteBalance: Rgb
  /** Noise as a share of full scale: variance = shot · signal + read². */
  shotNoise: number
  readNoise: number
  /** Standard deviation of the lens blur, pixels; 0 = none. */
  blurPx: number
}

/**
 * Camera pass: exposure, white balance, blur, noise, clipping and the sRGB curve.
 *
 * @param linear luminance per channel, cd/m² (light.ts)
 * @param random numbers in [0, 1); the same sequence gives the same noise
 * @returns 8-bit RGB, three bytes a pixel
 */
export function develop(
  linear: Float32Array,
  widthPx: number,
  heightPx: number,
  model: CameraModel,
  random: () => number,
): Uint8Array {
  const sharp = new Float32Array(linear.length)
  const gains = model.whiteBalance.map(gain => gain * model.exposure)
  for (let i = 0; i < linear.length; i += 3) {
    sharp[i] = linear[i]! * gains[0]!
    sharp[i + 1] = linear[i + 1]! * gains[1]!
    sharp[i + 2] = linear[i + 2]! * gains[2]!
  }
  const seen = model.blurPx > 0 ? blur(sharp, widthPx, heightPx, model.blurPx) : sharp
  const bytes = new Uint8Array(linear.length)
  const read2 = model.readNoise * model.readNoise
  const noisy = model.shotNoise > 0 || model.readNoise > 0
  for (let i = 0; i < bytes.length; i += 1) {
    let value = Math.max(seen[i]!, 0)
    if (noisy) {
      const deviation = Math.sqrt(model.shotNoise * value + read2)
      value += deviation * bellTable[(random() * bellSteps) | 0]!
    }
    bytes[i] = toneTable[(clamp(value, 0, 1) * toneSteps + 0.5) | 0]!
  }
  return bytes
}
