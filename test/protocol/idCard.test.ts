import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkCharacter, checkIdCard } from '../../server/protocol/idCard.ts'
import { maskIdCard, maskName } from '../../server/domain/masking.ts'
import { isPersonName } from '../../server/domain/personName.ts'

describe('ID number', () => {
  it('accepts the example of GB 11643-1999 and one that ends in X', () => {
    assert.deepEqual(checkIdCard('11010519491231002X'), { ok: true })
    assert.deepEqual(checkIdCard('110105194912310038'), { ok: true })
  })

  const faults: [string, string, string][] = [
    ['too short', '1101051949123100', 'length'],
    ['a small x', '11010519491231002x', 'lowerCaseX'],
    ['a letter inside', '1101O519491231002X', 'characters'],
    ['full-width digits', '１１０１０５１９４９１２３１００２X', 'characters'],
    ['the thirteenth month', '11010519491331002X', 'birthDate'],
    ['30 February', '110105194902300020', 'birthDate'],
    ['a wrong check character', '110105194912310021', 'checksum'],
  ]
  for (const [what, idCard, fault] of faults) {
    it(`refuses ${what}: ${fault}`, () =>
      assert.deepEqual(checkIdCard(idCard), { ok: false, fault }))
  }

  it('notices every single changed digit', () => {
    const good = '11010519491231002X'
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const digit = String((Number(good[at]) + add) % 10)
        const changed = good.slice(0, at) + digit + good.slice(at + 1)
        assert.notEqual(checkCharacter(changed), 'X')
        assert.equal(checkIdCard(changed).ok, false)
      }),
    )
  })
})

describe('masking', () => {
  it('keeps the family name and four digits at each end', () => {
    assert.equal(maskName('张三'), '张*')
    assert.equal(maskName('欧阳娜娜'), '欧***')
    assert.equal(maskName('王'), '王*')
    assert.equal(maskIdCard('310101199001011234'), '3101**********1234')
    assert.equal(maskIdCard('31010119'), '******************')
  })

  it('counts characters, not code units, for rare family names', () =>
    assert.equal(maskName('𠮷田'), '𠮷*'))
})

describe('name', () => {
  it('takes Chinese, Uyghur and Latin names of up to 32 characters', () => {
    for (const name of ['张三', '阿卜杜拉·买买提', 'Ann Lee', '𠮷'.repeat(32)]) {
      assert.equal(isPersonName(name), true, name)
    }
  })

  it('refuses empty, over-long and unprintable ones', () => {
    for (const name of ['', '   ', '张'.repeat(33), '张\n三', '张\u200b三', '张\u202e三']) {
      assert.equal(isPersonName(name), false, JSON.stringify(name))
    }
  })
})
