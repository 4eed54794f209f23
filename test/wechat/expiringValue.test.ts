import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createExpiringValue } from '../../server/wechat/createExpiringValue.ts'

/** A source that gives `v1`, `v2` … when told to, and counts how often it was asked. */
function createSource(lifetimeMs: number) {
  const waiting: { give(): void; fail(): void }[] = []
  let asked = 0
  return {
    asked: () => asked,
    waiting,
    issue: () =>
      new Promise<{ value: string; lifetimeMs: number }>((resolve, reject) => {
        asked += 1
        const value = `v${asked}`
        waiting.push({
          give: () => resolve({ value, lifetimeMs }),
          fail: () => reject(new Error(value)),
        })
      }),
  }
}

describe('expiring value', () => {
  const hourMs = 3_600_000

  it('asks once for all who come before the answer', async () => {
    const source = createSource(hourMs)
    const value = createExpiringValue({ issue: source.issue, clock: () => 0 })
    const all = Promise.all(Array.from({ length: 100 }, () => value.get()))
    source.waiting[0]?.give()
    assert.deepEqual(new Set(await all), new Set(['v1']))
    assert.equal(source.asked(), 1)
  })

  it('is renewed once when many are refused together', async () => {
    const source = createSource(hourMs)
    const value = createExpiringValue({ issue: source.issue, clock: () => 0 })
    const first = value.get()
    source.waiting[0]?.give()
    const refused = await first
    value.drop(refused)
    const second = value.get()
    source.waiting[1]?.give()
    assert.equal(await second, 'v2')
    // These were refused with v1 as well, but hear of it only now.
    for (let late = 0; late < 10; late += 1) value.drop(refused)
    assert.equal(await value.get(), 'v2')
    assert.equal(source.asked(), 2)
  })

  it('counts the lifetime from before the question', async () => {
    let now = 0
    const source = createSource(hourMs)
    const value = createExpiringValue({ issue: source.issue, clock: () => now })
    const slow = value.get()
    now = 30 * 60_000
    source.waiting[0]?.give()
    await slow
    now = hourMs - 4 * 60_000 - 1
    assert.equal(await value.get(), 'v1')
    now += 1
    const renewed = value.get()
    source.waiting[1]?.give()
    assert.equal(await renewed, 'v2')
  })

  it('after a failed renewal gives the old value for ten seconds before it asks again', async () => {
    let now = 0
    const source = createSource(hourMs)
    const value = createExpiringValue({ issue: source.issue, clock: () => now })
    const first = value.get()
    source.waiting[0]?.give()
    await first
    now = hourMs - 60_000
    const kept = value.get()
    source.waiting[1]?.fail()
    assert.equal(await kept, 'v1')
    now += 9_999
    assert.equal(await value.get(), 'v1')
    assert.equal(source.asked(), 2)
    now += 1
    const again = value.get()
    source.waiting[2]?.give()
    assert.equal(await again, 'v3')
  })

  it('never gives a value after its end, nor one that was refused', async () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: hourMs }),
      fails: fc.boolean(),
      refuses: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async steps => {
        let now = 0
        let count = 0
        let fails = false
        const endsAt = new Map<string, number>()
        const refused = new Set<string>()
        const value = createExpiringValue({
          clock: () => now,
          issue: async () => {
            if (fails) throw new Error('no value')
            count += 1
            endsAt.set(`v${count}`, now + hourMs)
            return { value: `v${count}`, lifetimeMs: hourMs }
          },
        })
        for (const each of steps) {
          now += each.waitMs
          fails = each.fails
          const given = await value.get().catch(() => null)
          if (given === null) {
            assert.ok(fails)
            continue
          }
          assert.ok((endsAt.get(given) ?? 0) > now && !refused.has(given))
          if (!each.refuses) continue
          refused.add(given)
          value.drop(given)
        }
      }),
    )
  })
})
