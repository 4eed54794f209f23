import assert from 'node:assert/strict'
import { recordLimits } from '../../server/domain/capture/recordedLimits.ts'
import { ApiError } from '../../server/errors.ts'
import { createByteBudget } from '../../server/flows/recorded/byteBudget.ts'
import { createPartGate } from '../../server/flows/recorded/partGate.ts'

const { maxPartBytes } = recordLimits
const isBusy = (error: unknown) => error instanceof ApiError && error.code === 'Capture.Busy'

describe('the parts of a clip', () => {
  let budget = createByteBudget(0)
  beforeEach(() => {
    budget = createByteBudget(2 * maxPartBytes)
  })

  const arrive = async () => new Uint8Array(1)
  /** How many parts the budget still has room for. */
  const left = () => {
    let parts = 0
    while (budget.take(maxPartBytes)) parts += 1
    budget.giveBack(parts * maxPartBytes)
    return parts
  }

  it('keep room for the next one, once their clip has begun, until it is over', async () => {
    let hasBegun = false
    const gate = createPartGate(budget, () => hasBegun)
    await gate.pass(arrive, () => 0)
    assert.equal(left(), 2, 'nothing is kept for a clip that has not begun')
    await gate.pass(arrive, () => (hasBegun = true))
    assert.equal(left(), 1)
    assert.ok(budget.take(maxPartBytes))
    for (let n = 0; n < 3; n += 1) assert.equal(await gate.pass(arrive, part => part.length), 1)
    await gate.pass(
      async () => {
        await assert.rejects(
          gate.pass(arrive, () => 0),
          isBusy,
          'it is one part’s room',
        )
        return arrive()
      },
      part => part.length,
    )
    budget.giveBack(maxPartBytes)
    assert.equal(left(), 1)
    gate.close()
    gate.close()
    assert.equal(left(), 2)
  })

  it('give their room back after what arrives when the clip ends', async () => {
    const gate = createPartGate(budget, () => true)
    await gate.pass(arrive, () => 0)
    await gate.pass(
      async () => {
        gate.close()
        assert.equal(left(), 1, 'it is still in use')
        return arrive()
      },
      () => 0,
    )
    assert.equal(left(), 2)
  })
})
