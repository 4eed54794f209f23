import assert from 'node:assert/strict'
import { attackNames, attacksOn, type AttackName } from '../../server/phone/attacks/index.ts'
import { createHandset } from '../../server/phone/createHandset.ts'
import type { PhoneMode } from '../../server/phone/modes.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { buildHead } from '../../server/phone/render/head.ts'

const head = buildHead(peopleSeeds[1])

/** What the camera sees under a grey, and under two colours. */
function picturesOf(mode: PhoneMode, attack: AttackName | undefined): Uint8Array[] {
  const handset = createHandset({
    person: head,
    seed: 7,
    mode,
    frameSize: { widthPx: 72, heightPx: 96 },
    stillSize: { widthPx: 72, heightPx: 96 },
    ...(attack && { attack }),
  })
  const colours = [
    ['#808080', 5000],
    ['#ff0000', 5500],
    ['#0000ff', 5900],
  ] as const
  return colours.flatMap(([colour, atMs]) => {
    handset.show(colour, atMs)
    return [150, 300].map(laterMs => handset.frame(atMs + laterMs).rgb)
  })
}

/** Kept performances of one serve the other (keepPerformances.ts). */
describe('the phone in silent mode', function () {
  this.timeout(60_000)

  it('plays every attack of light mode', () => {
    assert.deepEqual(attacksOn('silent'), attacksOn('light'))
    assert.ok(attackNames.length > attacksOn('silent').length)
  })

  for (const attack of [undefined, ...attacksOn('silent')]) {
    it(`performs as in light mode: ${attack ?? 'honestly'}`, () => {
      const light = picturesOf('light', attack)
      for (const [at, rgb] of picturesOf('silent', attack).entries())
        assert.ok(Buffer.from(rgb).equals(light[at]!), `picture ${at}`)
    })
  }

  it('splices the person in whenever the screen is grey, and only then', () => {
    const spliced = picturesOf('light', 'spliced')
    const other = picturesOf('light', 'other-person')
    const apart = spliced.map((rgb, at) => meanDifference(rgb, other[at]!))
    const greys = apart.slice(0, 2)
    const colours = apart.slice(2)
    // The same scene before the same camera, but for its noise.
    assert.ok(Math.max(...colours) < 5, apart.join())
    assert.ok(Math.min(...greys) > 10, apart.join())
  })
})

/** Of 0–255. */
function meanDifference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length
}
