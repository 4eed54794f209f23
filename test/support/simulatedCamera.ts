import { gridSide, type Rgb } from '../../server/domain/lightFrame.ts'

const cells = gridSide * gridSide

export interface Camera {
  gains: readonly number[]
  contrast: number
}

export function mix(radiance: Float32Array, crosstalk: number): Float32Array {
  const mixed = radiance.slice()
  for (let at = 0; at < radiance.length; at += 3) {
    const sum = radiance[at]! + radiance[at + 1]! + radiance[at + 2]!
    for (let channel = 0; channel < 3; channel++)
      mixed[at + channel] = radiance[at + channel]! * (1 - 3 * crosstalk) + sum * crosstalk
  }
  return mixed
}

/** Four pixels a cell, each with noise, the camera's curve and eight bits; then sRGB undone. */
export function expose(
  radiance: Float32Array,
  { gains, contrast }: Camera,
  noise: number,
  blockNoise: number,
  normal: () => number,
): Float32Array {
  const grid = new Float32Array(radiance.length).fill(NaN)
  const blocks = Float32Array.from({ length: 3 * 64 }, () => blockNoise * normal())
  for (let cell = 0; cell < cells; cell++) {
    if (Number.isNaN(radiance[cell * 3]!)) continue
    const block = Math.floor(cell / gridSide / 3) * 8 + Math.floor((cell % gridSide) / 3)
    let used = 0
    const sum = [0, 0, 0]
    const wanted = [0, 1, 2].map(
      channel =>
        255 *
          curve(encode(Math.min(1, radiance[cell * 3 + channel]! * gains[channel]!)), contrast) +
        blocks[block * 3 + channel]!,
    )
    for (let pixel = 0; pixel < 4; pixel++) {
      const texture = 1.5 * (pixel - 1.5)
      const codes = wanted.map(value =>
        Math.min(255, Math.max(0, Math.round(value + texture + 2 * noise * normal()))),
      )
      if (Math.max(...codes) > 250 || Math.max(...codes) < 20) continue
      used++
      for (let channel = 0; channel < 3; channel++) sum[channel]! += linear[codes[channel]!]!
    }
    if (used >= 2)
      grid.set(
        sum.map(value => value / used),
        cell * 3,
      )
  }
  return grid
}

export function exposeOne(
  radiance: readonly number[],
  camera: Camera,
  noise: number,
  normal: () => number,
): Rgb {
  // A mean of thousands of pixels is not quantised.
  const [red, green, blue] = radiance.map((value, channel) => {
    const wanted = curve(encode(Math.min(1, value * camera.gains[channel]!)), camera.contrast)
    return decode(wanted + (noise * normal()) / 255)
  })
  return [red!, green!, blue!]
}

const linear = Float64Array.from({ length: 256 }, (_, value) => decode(value / 255))

function curve(value: number, contrast: number): number {
  return value - (contrast * Math.sin(2 * Math.PI * value)) / (2 * Math.PI)
}

export function encode(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
}

function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

export function meanOf(values: Float32Array, channel: number): number {
  let [sum, count] = [0, 0]
  for (let at = channel; at < values.length; at += 3) {
    if (Number.isNaN(values[at]!)) continue
    sum += values[at]!
    count++
  }
  return count >= 40 ? sum / count : NaN
}

export function lum(colour: readonly number[]): number {
  return 0.2126 * colour[0]! + 0.7152 * colour[1]! + 0.0722 * colour[2]!
}
