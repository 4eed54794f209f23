import assert from 'node:assert/strict'
import { jpegColours, newPicture } from '../../server/media/newPicture.ts'

describe('newPicture', () => {
  it('copies what it shows, also where rows have gaps or sides are odd', () => {
    for (const [width, height] of [
      [160, 120],
      [162, 90],
      [161, 121],
    ] as const) {
      const chroma = Math.ceil(width / 2) * Math.ceil(height / 2)
      const planes = Buffer.from(
        Array.from({ length: width * height + 2 * chroma }, (_, i) => (i * 31) % 251),
      )
      const expected = Buffer.from(planes)
      const picture = newPicture({ width, height }, jpegColours, planes)
      planes.fill(7)
      assert.ok(picture.toBuffer().equals(expected), `${width}×${height}`)
      picture.free()
    }
  })
})
