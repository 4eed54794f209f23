import assert from 'node:assert/strict'
import { UsageError } from '../../server/cli/command.ts'
import { readPaintedCode } from '../../server/cli/verify/readPaintedCode.ts'

const challenge = {
  hues: ['red', 'green', 'blue', 'cyan', 'red', 'green', 'blue', 'yellow'],
  slotMs: [340, 350, 360, 370, 380, 390, 400, 410],
  leadMs: 500,
  tailMs: 300,
  painted: [-200, 300, 640, 990, 1350, 1720, 2100, 2490, 2890, 3300, 3600],
}

describe('the file of verify --challenge', () => {
  it('is read as it is', () => {
    const { painted, ...secret } = challenge
    assert.deepEqual(readPaintedCode(JSON.stringify({ ...challenge, more: 1 })), {
      secret,
      painted,
    })
  })

  it('is refused with what is wrong in it', () => {
    const { hues, slotMs, painted } = challenge
    const wrong: [object | string, RegExp][] = [
      ['{', /no JSON/],
      ['7', /no object/],
      ['null', /no object/],
      [{}, /hues/],
      [{ hues: hues.toSpliced(0, 1, 'pink') }, /hues/],
      [{ hues: hues.toSpliced(0, 1, 'green') }, /hues/],
      [{ hues: hues.slice(1) }, /hues/],
      [{ slotMs: slotMs.slice(1) }, /slotMs/],
      [{ slotMs: slotMs.toSpliced(0, 1, 0) }, /slotMs/],
      [{ leadMs: '500' }, /leadMs/],
      [{ tailMs: -1 }, /tailMs/],
      [{ painted: painted.slice(1) }, /painted/],
      [{ painted: painted.toReversed() }, /painted/],
      [{ painted: painted.map(String) }, /painted/],
    ]
    for (const [change, message] of wrong) {
      const isEmpty = typeof change === 'object' && Object.keys(change).length === 0
      const text =
        typeof change === 'string'
          ? change
          : JSON.stringify(isEmpty ? change : { ...challenge, ...change })
      assert.throws(
        () => readPaintedCode(text),
        (error: unknown) => {
          assert.ok(error instanceof UsageError)
          assert.match(error.message, message)
          return true
        },
        text,
      )
    }
  })
})
