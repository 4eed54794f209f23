import sharp from 'sharp'

/** How a picture is shown on a screen and photographed again. */
export interface ReplayOptions {
  /** Width of the shown picture, share of the scene's. */
  shown?: number
  /** Strength of the moiré, share of the luminance. */
  moire?: number
  /** Rim of the device, share of the shown width. */
  bezel?: number
}

/**
 * A photo of a screen that shows a picture: a wall, a dark rim, the picture smaller with the sine of a
 * moiré over it, a bright reflection, a flatter tone curve and a little blur. Deterministic.
 */
export async function screenReplay(
  picture: Buffer,
  { shown = 0.62, moire = 0.08, bezel = 0.05 }: ReplayOptions = {},
): Promise<Buffer> {
  const width = 480
  const height = 640
  const innerWidth = Math.round(width * shown)
  const rim = Math.round(innerWidth * bezel)
  const { data: inner, info } = await sharp(picture)
    .resize(innerWidth)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const left = Math.round((width - innerWidth) / 2)
  const top = Math.round((height - info.height) / 2)
  const scene = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const u = x - left
      const v = y - top
      const isPicture = u >= 0 && v >= 0 && u < innerWidth && v < info.height
      const isRim = u >= -rim && v >= -rim && u < innerWidth + rim && v < info.height + rim
      const wave =
        1 + moire * Math.sin(2 * Math.PI * (0.21 * x + 0.13 * y)) * Math.sin(2 * Math.PI * 0.19 * y)
      const glare =
        70 *
        Math.exp(-(((u / innerWidth - 0.8) / 0.15) ** 2 + ((v / info.height - 0.15) / 0.1) ** 2))
      for (let channel = 0; channel < 3; channel++) {
        const wall = 150 - 40 * (y / height) + channel * 4
        const pixel = inner[3 * (v * innerWidth + u) + channel] ?? 0
        const screen = 255 * (pixel / 255) ** 0.85 * 0.92 * wave + 12 + glare
        const value = isPicture ? screen : isRim ? 14 : wall
        scene[3 * (y * width + x) + channel] = Math.max(0, Math.min(255, Math.round(value)))
      }
    }
  return sharp(scene, { raw: { width, height, channels: 3 } })
    .blur(0.6)
    .jpeg({ quality: 90 })
    .toBuffer()
}
