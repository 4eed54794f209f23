import assert from 'node:assert/strict'
import { peopleSeeds } from '../../server/phone/people.ts'
import { buildHead } from '../../server/phone/render/head.ts'
import type { Head } from '../../server/phone/render/head.ts'
import { renderPortrait } from '../../server/phone/render/portrait.ts'

describe('render: portraits of the people', () => {
  let head: Head
  before(function () {
    this.timeout(60_000)
    head = buildHead(peopleSeeds[0])
  })
  const small = { widthPx: 120, heightPx: 160 }

  it('knows four different people', () => {
    assert.equal(new Set(peopleSeeds).size, 4)
  })

  it('is 480 × 640 unless told otherwise', () => {
    const { rgb, widthPx, heightPx } = renderPortrait({ seed: head })
    assert.deepEqual([widthPx, heightPx, rgb.length], [480, 640, 480 * 640 * 3])
  })

  it('gives the same bytes again, from a seed as from a built head', () => {
    const first = renderPortrait({ seed: head, variation: 3, ...small })
    const second = renderPortrait({ seed: peopleSeeds[0], variation: 3, ...small })
    assert.deepEqual(second, first)
  })

  it('changes with the variation and with the person', () => {
    const base = renderPortrait({ seed: head, ...small }).rgb
    const other = renderPortrait({ seed: head, variation: 1, ...small }).rgb
    const stranger = renderPortrait({ seed: peopleSeeds[1], ...small }).rgb
    assert.ok(difference(base, other) > 1)
    assert.ok(difference(base, stranger) > difference(base, other))
  })

  it('is well exposed: neither black nor blown out', () => {
    const { rgb } = renderPortrait({ seed: head, ...small })
    const share = (test: (byte: number) => boolean): number => rgb.filter(test).length / rgb.length
    assert.ok(share(byte => byte > 252) < 0.02)
    assert.ok(share(byte => byte < 4) < 0.1)
  })
})

/** Mean absolute difference of two pictures, 0 … 255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, i) => sum + Math.abs(byte - b[i]!), 0) / a.length
}
