import assert from 'node:assert/strict'
import fc from 'fast-check'
import { inkOn } from '../../../server/protocol/client/inkOn.ts'

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('words on a coloured screen', () => {
  it('have a contrast of 4.5 : 1 on every colour (WCAG 2.2, 1.4.3)', () => {
    const channel = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(channel, channel, channel, (red, green, blue) => {
        const hex = [red, green, blue].map(value => value.toString(16).padStart(2, '0')).join('')
        const colour = `#${hex}`
        const [a, b] = [luminance(colour), luminance(inkOn(colour))]
        assert.ok((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 4.5, colour)
      }),
    )
  })
})
