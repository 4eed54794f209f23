import sharp from 'sharp'
import type { Head } from '../phone/render/head.ts'
import { renderPortrait } from '../phone/render/portrait.ts'

/**
 * A JPEG photo, 480 × 640, of a rendered person: a seed of phone/people.ts, or a head built before
 * (building takes as long as rendering). `variation` 0 is the plain picture; other whole numbers
 * change pose, light, smile and noise.
 */
export function renderPhoto(person: number | Head, variation: number): Promise<Buffer> {
  const { rgb, widthPx: width, heightPx: height } = renderPortrait({ seed: person, variation })
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer()
}
