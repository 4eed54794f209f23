import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'

/** Everything that unchecked JSON or a slip can bring to a statement. */
const hostile: [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['undefined', undefined],
  ['an object', { a: 1 }],
  ['an empty object', {}],
  ['an object without a prototype', Object.create(null)],
  ['a list', ['a']],
  ['an empty list', []],
  ['a date', new Date(0)],
  ['a Float32Array', new Float32Array(2)],
  ['a Uint16Array', new Uint16Array(2)],
  ['a Uint8ClampedArray', new Uint8ClampedArray(2)],
  ['an ArrayBuffer', new ArrayBuffer(2)],
  ['a DataView', new DataView(new ArrayBuffer(2))],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['a bigint', 1n],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['an integer beyond 2^53', 2 ** 53],
  ['text with a NUL', 'a\0b'],
  ['text with a lone surrogate', 'a\ud800'],
]

onEachDatabase('values bound to statements', kind => {
  let test: TestDatabase
  before(async () => {
    test = await createTestDatabase(kind)
  })
  after(() => test?.close())

  for (const [title, value] of hostile) {
    it(`${title} gives a TypeError and the process lives`, async () => {
      // Some are refused by the query builder already, before there is a promise.
      const alone = async () => await sql`select ${value} as x`.execute(test.db)
      const among = async () =>
        await sql`select ${'a'} as a, ${value} as x, ${1} as b`.execute(test.db)
      await assert.rejects(alone, TypeError)
      await assert.rejects(among, TypeError)
      const { rows } = await sql<{ n: number }>`select 1 as n`.execute(test.db)
      assert.deepEqual(rows, [{ n: 1 }])
    })
  }

  it('come back as they went in: text, numbers, times, blobs and null', async () => {
    const blob = kind === 'libsql' ? sql.raw('blob') : sql.raw('bytea')
    await sql`create table kinds (t text, i integer, b bigint, r double precision, x ${blob},
      y ${blob}, z text)`.execute(test.db)
    const whole = new Uint8Array([9, 0, 1, 255, 9])
    const row = { t: '张·三 😀', i: -5, b: 1_772_294_400_123, r: 0.1 }
    await sql`insert into kinds values (${row.t}, ${row.i}, ${row.b}, ${row.r},
      ${Buffer.from([0, 255])}, ${whole.subarray(1, 4)}, ${null})`.execute(test.db)
    const { rows } = await sql<typeof row & { x: Buffer; y: Buffer }>`select * from kinds`.execute(
      test.db,
    )
    assert.deepEqual(rows, [
      { ...row, x: Buffer.from([0, 255]), y: Buffer.from([0, 1, 255]), z: null },
    ])
    assert.ok(Buffer.isBuffer(rows[0]?.x))
  })

  it('are never written into the error', async () => {
    await assert.rejects(sql`select ${'secret\0'} as x`.execute(test.db), (error: Error) => {
      assert.doesNotMatch(error.message, /secret/)
      return true
    })
  })
})
