import { Part } from '../../server/phone/render/gbuffer.ts'
import type { GBuffer } from '../../server/phone/render/gbuffer.ts'
import type { Light } from '../../server/phone/render/light.ts'

/** A phone's front camera at a quarter of VGA. */
export const phoneCamera = { widthPx: 240, heightPx: 320, focalPx: 226 }

/** A white phone screen just below the lens, 400 cd/m². */
export const phoneScreen: Light = {
  kind: 'screen',
  centre: [0, -0.075, 0],
  widthM: 0.068,
  heightM: 0.145,
  colour: [400, 400, 400],
}

/** Number of pixels that show a part. */
export function countPart(buffer: GBuffer, part: number): number {
  return buffer.part.reduce((sum, each) => sum + (each === part ? 1 : 0), 0)
}

/**
 * Mean response of the middle third over mean response of the outer eighths, over the rows that
 * cross the middle of the masked area.
 */
export function centreOverEdge(buffer: GBuffer, response: Float32Array): number {
  let centre = 0
  let centreCount = 0
  let edge = 0
  let edgeCount = 0
  const [top, bottom] = rowsOf(buffer)
  for (let y = Math.round(top * 0.6 + bottom * 0.4); y < top * 0.3 + bottom * 0.7; y += 1) {
    const row = y * buffer.widthPx
    const inside: number[] = []
    for (let x = 0; x < buffer.widthPx; x += 1) {
      if (buffer.part[row + x] === Part.skin) inside.push(x)
    }
    const left = inside[0] ?? 0
    const right = inside.at(-1) ?? 0
    for (const x of inside) {
      const place = (x - left) / Math.max(right - left, 1)
      const value = response[row + x]!
      if (Math.abs(place - 0.5) < 1 / 6) {
        centre += value
        centreCount += 1
      } else if (place < 1 / 8 || place > 7 / 8) {
        edge += value
        edgeCount += 1
      }
    }
  }
  return centre / centreCount / (edge / edgeCount)
}

/** First and last row of the face: from the highest to the lowest eye or lip pixel, widened. */
function rowsOf(buffer: GBuffer): [number, number] {
  const rows: number[] = []
  buffer.part.forEach((part, pixel) => {
    if (part === Part.eye || part === Part.lips) rows.push(Math.floor(pixel / buffer.widthPx))
  })
  return rows.length > 0 ? [rows[0]!, rows.at(-1)!] : [0, buffer.heightPx]
}
