import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkCharacter, checkIdCard } from '../../../server/protocol/idCard.ts'
import { isIdNumber, tidyIdNumber } from '../../../server/protocol/client/idNumber.ts'

const digits17 = fc
  .tuple(
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.integer({ min: 1900, max: 2025 }),
    fc.integer({ min: 1, max: 13 }),
    fc.integer({ min: 1, max: 32 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(
    ([region, year, month, day, order]) =>
      `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`,
  )

describe('the local test of an ID number', () => {
  it('agrees with the server on every number from 1900 on', () => {
    fc.assert(
      fc.property(digits17, fc.constantFrom(...'0123456789X'.split('')), (digits, last) => {
        for (const number of [digits + checkCharacter(digits), digits + last])
          assert.equal(isIdNumber(number), checkIdCard(number).ok, number)
      }),
    )
  })

  it('makes plain what keyboards put in', () => {
    assert.equal(tidyIdNumber(' 9901 0119 ９００１ 01 123x '), '99010119900101123X')
  })

  it('refuses other lengths and letters', () => {
    for (const wrong of ['', '123456789012345', '11010119900307123A', '1101011990030712345'])
      assert.equal(isIdNumber(wrong), false)
  })
})
