import assert from 'node:assert/strict'
import { readVerifyRet } from '../../server/domain/verifyRet.ts'
import { resultCode } from '../../server/protocol/resultCodes.ts'

describe('verify_ret', () => {
  const numbers = Array.from({ length: 200_001 }, (_, i) => i - 100_000)

  it('passes at 10000 and at no other number', () => {
    const passed = numbers.filter(number => {
      const end = readVerifyRet(number)
      return end.kind === 'verdict' && end.resultCode === 0
    })
    assert.deepEqual(passed, [10000])
    for (const odd of [NaN, Infinity, 10000.5, -10000, 2 ** 53]) {
      assert.equal(readVerifyRet(odd).kind, 'none')
    }
  })

  it('gives verdicts that the table of result codes knows', () => {
    for (const number of numbers) {
      const end = readVerifyRet(number)
      if (end.kind === 'verdict') assert.ok(resultCode(end.resultCode).zh)
    }
  })

  it('never gives a try back for what a phone reports (9xxxx)', () => {
    for (const number of numbers.filter(number => number >= 90_000)) {
      const end = readVerifyRet(number)
      assert.ok(end.kind !== 'none' || !end.isOurFault, `${number}`)
    }
  })
})
