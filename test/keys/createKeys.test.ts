import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createTestKeyring, createTestKeys } from '../support/keys.ts'

describe('sealed values', () => {
  it('open under the purpose they were sealed for, text and bytes alike', () => {
    const keys = createTestKeys()
    assert.equal(
      keys.openText('session.name:A', keys.seal('session.name:A', '欧阳·娜娜')),
      '欧阳·娜娜',
    )
    const bytes = Buffer.from([0, 255, 1, 2])
    assert.deepEqual(keys.open('p', keys.seal('p', bytes)), bytes)
    assert.deepEqual(keys.open('p', keys.seal('p', '')), Buffer.alloc(0))
  })

  it('do not open under the purpose of another row', () => {
    const keys = createTestKeys()
    const sealed = keys.seal('session.name:A', '张三')
    assert.throws(() => keys.open('session.name:B', sealed), /A sealed session\.name does not open/)
    assert.throws(() => keys.open('session.idCard:A', sealed), /does not open/)
  })

  it('do not open when any byte is changed or missing', () => {
    const keys = createTestKeys()
    const sealed = keys.seal('p', '张三')
    for (let index = 0; index < sealed.length; index++) {
      const damaged = Buffer.from(sealed)
      damaged[index] = damaged[index]! ^ 1
      assert.throws(() => keys.open('p', damaged), Error, `byte ${index}`)
      assert.throws(() => keys.open('p', sealed.subarray(0, index)), Error, `length ${index}`)
    }
  })

  it('are different each time, and carry version, key id, nonce and tag', () => {
    const keyring = createTestKeyring()
    const keys = createKeys(keyring)
    const [first, second] = [keys.seal('p', '张三'), keys.seal('p', '张三')]
    assert.notDeepEqual(first, second)
    assert.equal(first.length, 1 + 4 + 12 + Buffer.byteLength('张三') + 16)
    assert.equal(first.subarray(0, 5).toString('hex'), `01${keyring.seal.currentId}`)
  })

  it('stay readable when a new current key is added, until the old one retires', () => {
    const older = createTestKeyring()
    const newer = createTestKeyring(older)
    const sealed = createKeys(older).seal('p', '张三')
    assert.equal(createKeys(newer).openText('p', sealed), '张三')
    assert.equal(createKeys(newer).isCurrent(sealed), false)
    assert.equal(createKeys(older).isCurrent(sealed), true)
    assert.throws(
      () => createTestKeys().open('session.name:A', sealed),
      new RegExp(`Master key ${older.seal.currentId}, which sealed a session\\.name, is absent`),
    )
  })

  it('never put content or row into an error', () => {
    const keys = createTestKeys()
    const sealed = keys.seal('session.name:TOKEN', '张三')
    const messageOf = (bytes: Uint8Array) => {
      try {
        keys.open('session.name:OTHER', bytes)
        return ''
      } catch (error) {
        return String(error)
      }
    }
    for (const message of [
      messageOf(sealed),
      messageOf(Buffer.from('张三')),
      messageOf(Buffer.alloc(0)),
    ]) {
      assert.match(message, /session\.name/)
      assert.doesNotMatch(message, /TOKEN|OTHER|张三/)
    }
  })
})

describe('look-up hashes', () => {
  it('are HMAC-SHA256 of purpose, NUL and value', () => {
    const keyring = createTestKeyring()
    const key = keyring.lookup.keys.get(keyring.lookup.currentId)!
    const expected = createHmac('sha256', key).update('person.idCard\x00990101199001010018')
    assert.equal(
      createKeys(keyring).lookupHash('person.idCard', '990101199001010018'),
      expected.digest('hex'),
    )
  })

  it('differ by value, by purpose, by key, and by where one ends and the other begins', () => {
    const keys = createTestKeys()
    const hashes = [
      keys.lookupHash('a', 'bc'),
      keys.lookupHash('ab', 'c'),
      keys.lookupHash('a', 'bd'),
      createTestKeys().lookupHash('a', 'bc'),
    ]
    assert.equal(new Set(hashes).size, hashes.length)
  })

  it('are given under all keys during a rotation, the current one first', () => {
    const older = createTestKeyring()
    const newer = createKeys(createTestKeyring(older))
    const old = createKeys(older).lookupHash('p', 'v')
    assert.deepEqual(newer.lookupHashes('p', 'v'), [newer.lookupHash('p', 'v'), old])
    assert.notEqual(newer.lookupHash('p', 'v'), old)
  })
})
