import assert from 'node:assert/strict'
import { generateLightChallenge } from '../../../server/domain/light/generateLightChallenge.ts'
import type { LightSecret } from '../../../server/domain/light/generateLightChallenge.ts'
import type { Hue } from '../../../server/domain/light/hues.ts'
import { isLightCode } from '../../../server/domain/light/isLightCode.ts'
import { lightTiming } from '../../../server/domain/light/lightTiming.ts'
import { plannedSteps } from '../../../server/domain/light/plannedSteps.ts'
import { toChallenge } from '../../../server/domain/challengeSecret.ts'
import { toLightSteps } from '../../../server/domain/light/toLightSteps.ts'
import { randomBytes } from '../../support/randomBytes.ts'

const palette: readonly Hue[] = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta']

describe('generateLightChallenge', () => {
  it('admits exactly 447,840 codes, 18.8 bits', function () {
    this.timeout(60_000)
    let admitted = 0
    const code = Array.from({ length: 8 }, (): Hue => 'red')
    for (let number = 0; number < 6 ** 8; number++) {
      for (let slot = 0, rest = number; slot < 8; slot++, rest = Math.floor(rest / 6))
        code[slot] = palette[rest % 6]!
      if (isLightCode(code)) admitted++
    }
    assert.equal(admitted, 447_840)
  })

  it('refuses a hue twice in a row, a hue four times, three hues only, and another length', () => {
    const code: Hue[] = ['red', 'green', 'blue', 'cyan', 'red', 'green', 'blue', 'cyan']
    assert.equal(isLightCode(code), true)
    assert.equal(isLightCode(code.slice(1)), false)
    assert.equal(isLightCode(['green', ...code.slice(1)]), false)
    assert.equal(
      isLightCode(['red', 'green', 'red', 'blue', 'red', 'cyan', 'red', 'yellow']),
      false,
    )
    assert.equal(
      isLightCode(['red', 'green', 'blue', 'red', 'green', 'blue', 'red', 'green']),
      false,
    )
  })

  it('draws codes and slot lengths evenly', () => {
    const bytes = randomBytes(11)
    const hues = new Map<string, number>()
    const lengths = new Map<number, number>()
    const draws = 6_000
    for (let draw = 0; draw < draws; draw++) {
      const secret = generateLightChallenge(bytes, lightTiming)
      assert.ok(isLightCode(secret.hues))
      for (const [slot, hue] of secret.hues.entries())
        hues.set(`${slot} ${hue}`, (hues.get(`${slot} ${hue}`) ?? 0) + 1)
      for (const ms of secret.slotMs) lengths.set(ms, (lengths.get(ms) ?? 0) + 1)
    }
    // By symmetry every hue is equally likely in every slot. 99.99 % points of chi-square.
    assert.ok(chiSquare(hues, 48, (draws * 8) / 48) < 100)
    assert.deepEqual([Math.min(...lengths.keys()), Math.max(...lengths.keys())], [340, 420])
    assert.ok(chiSquare(lengths, 81, (draws * 8) / 81) < 138)
  })

  it('throws away bytes that would favour small numbers', () => {
    // 65,535 is over the last multiple of 6 and of 81; taken as a remainder it would be 3.
    let calls = 0
    const bytes = randomBytes(4)
    const secret = generateLightChallenge(size => {
      calls++
      return calls % 2 ? Uint8Array.of(255, 255) : bytes(size)
    }, lightTiming)
    assert.ok(isLightCode(secret.hues))
    const plain = generateLightChallenge(randomBytes(4), lightTiming)
    assert.deepEqual(secret, plain)
  })

  it('stretches with the timing of the rule', () => {
    const slow = { leadMs: 900, tailMs: 600, minSlotMs: 1000, maxSlotMs: 1000 }
    const secret = generateLightChallenge(randomBytes(5), slow)
    assert.deepEqual(
      secret.slotMs,
      Array.from({ length: 8 }, () => 1000),
    )
    assert.deepEqual(plannedSteps(secret).durationsMs.at(0), 900)
    assert.deepEqual(plannedSteps(secret).durationsMs.at(-1), 600)
  })
})

describe('toLightSteps', () => {
  const secret: LightSecret = {
    hues: ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta', 'red', 'cyan'],
    slotMs: [340, 350, 360, 370, 380, 390, 400, 420],
    leadMs: 500,
    tailMs: 300,
  }

  it('tells the client the colours and times between two greys, and nothing else', () => {
    const challenge = toChallenge({ kind: 'light', light: secret }, 'c1', 60_000)
    assert.deepEqual(Object.keys(challenge).toSorted(), [
      'challengeId',
      'kind',
      'lifetimeMs',
      'steps',
      'version',
    ])
    assert.deepEqual(challenge.steps, toLightSteps(secret))
    assert.deepEqual(
      toLightSteps(secret).map(({ colour, durationMs }) => `${colour} ${durationMs}`),
      [
        '#808080 500',
        '#ff0000 340',
        '#ffff00 350',
        '#00ff00 360',
        '#00ffff 370',
        '#0000ff 380',
        '#ff00ff 390',
        '#ff0000 400',
        '#00ffff 420',
        '#808080 300',
      ],
    )
  })

  it('shows fewer than one and a half flashes a second and no more than four seconds', () => {
    const steps = toLightSteps(secret)
    assert.ok(steps.slice(1, -1).every(({ durationMs }) => 1000 / durationMs / 2 < 1.5))
    const longest = lightTiming.leadMs + 8 * lightTiming.maxSlotMs + lightTiming.tailMs
    assert.ok(longest <= 4_200)
  })
})

function chiSquare(counts: Map<unknown, number>, kinds: number, expected: number): number {
  const missing = kinds - counts.size
  return [...counts.values()].reduce(
    (sum, count) => sum + (count - expected) ** 2 / expected,
    missing * expected,
  )
}
