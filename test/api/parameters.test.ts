import assert from 'node:assert/strict'
import querystring from 'node:querystring'
import fc from 'fast-check'
import { AbstractClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/abstract_client.js'
import { z } from 'zod'
import { coerceParameters } from '../../server/api/parameters/coerceParameters.ts'
import { readForm } from '../../server/api/parameters/readForm.ts'
import { readJson } from '../../server/api/parameters/readJson.ts'
import { unflatten } from '../../server/api/parameters/unflatten.ts'
import { ApiError } from '../../server/errors.ts'

function refusal(read: () => unknown): ApiError {
  try {
    read()
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error))
    return error
  }
  throw new assert.AssertionError({ message: 'nothing was refused' })
}

const json = (text: string): Record<string, unknown> => readJson(Buffer.from(text))

describe('readJson', () => {
  it('reads whatever JSON writes, without the fields that are null', () => {
    const fields = fc.dictionary(
      fc.string().filter(key => !['__proto__', 'constructor', 'prototype'].includes(key)),
      fc
        .jsonValue({ maxDepth: 4 })
        .filter(value => !/__proto__|constructor|prototype/.test(JSON.stringify(value))),
    )
    fc.assert(
      fc.property(fields, value => {
        const text = JSON.stringify(value)
        if (/\\u0000|\\ud[89a-f]/i.test(text)) return
        assert.deepEqual(json(text), dropNull(JSON.parse(text)))
      }),
    )
  })

  it('names the path of a key that stands twice, at any depth and however it is escaped', () => {
    assert.match(refusal(() => json('{"A":1,"A":1}')).words.en, /A: is there twice/)
    assert.match(refusal(() => json('{"A":1,"\\u0041":1}')).words.en, /A: is there twice/)
    const nested = '{"X":"{,}","List":[{"a":"\\"a\\":"},{"b":{"c":[],"c":{}}}]}'
    const error = refusal(() => json(nested))
    assert.equal(error.code, 'InvalidParameter')
    assert.match(error.words.en, /List\.1\.b\.c: is there twice/)
    assert.match(error.words.zh, /List\.1\.b\.c：重复出现/)
    assert.deepEqual(json('{"A":{"B":1},"B":{"A":1}}'), { A: { B: 1 }, B: { A: 1 } })
  })

  it('refuses names that reach into objects', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '__pro\\u0074o__']) {
      const error = refusal(() => json(`{"A":[{"${key}":{"isAdmin":true}}]}`))
      assert.equal(error.code, 'InvalidParameter', key)
      assert.match(error.words.en, /^A parameter is not acceptable\. A\.0\./, key)
    }
  })

  it('refuses NUL and half surrogate pairs with their path, and takes whole pairs', () => {
    for (const text of ['"\\u0000"', '"a\\ud83d"', '"\\ude00b"', '["x","\\udc00\\ud800"]']) {
      const error = refusal(() => json(`{"Name":{"Deep":${text}}}`))
      assert.equal(error.code, 'InvalidParameterValue', text)
      assert.match(error.words.en, /Name\.Deep/, text)
    }
    assert.deepEqual(json('{"Name":"\\ud83d\\ude00"}'), { Name: '😀' })
  })

  it('refuses what is no object, too deep or too much, and malformed text without quoting it', () => {
    for (const text of ['[]', '"a"', '1', 'null', 'true']) {
      assert.equal(refusal(() => json(text)).code, 'InvalidParameter', text)
    }
    const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    assert.doesNotThrow(() => json(deep(32)))
    assert.match(refusal(() => json(deep(33))).words.en, /more than 32 levels/)
    assert.match(refusal(() => json('['.repeat(1_000_000))).words.en, /more than 32 levels/)
    assert.match(refusal(() => json(`{"a":[${'1,'.repeat(20_000)}1]}`)).words.en, /too many/)
    const secret = refusal(() => json('{"Name":"张三" oops}'))
    assert.match(secret.words.en, /not valid JSON \(at character \d+\)/)
    assert.doesNotMatch(secret.words.en, /张三|oops/)
    assert.equal(secret.cause, undefined)
  })

  it('refuses or reads any bytes, and throws nothing but ApiError', () => {
    const fragments = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', '1', 'null', ' ', '\\u00', 'é'),
      { maxLength: 40 },
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fragments.map(parts => Buffer.from(parts.join(''))),
    )
    fc.assert(
      fc.property(bytes, content => {
        try {
          readJson(content)
        } catch (error) {
          assert.ok(error instanceof ApiError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the un-flattener', () => {
  const schema = z.object({
    Text: z.string(),
    Count: z.int().nullish(),
    Score: z.number().optional(),
    Flag: z.boolean().optional(),
    List: z.array(z.string()).optional(),
    Flags: z.array(z.array(z.boolean())).optional(),
    Rounds: z.array(z.object({ Q: z.string(), A: z.array(z.int()).optional() })).optional(),
    Deep: z.object({ Deep: z.object({ Value: z.string() }).nullable() }).optional(),
  })

  // Arrays and objects that are empty leave no trace in a flattened request.
  const text = fc.string({ unit: 'grapheme' }).filter(value => !value.includes('\0'))
  const plain = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
    fc.record(model, { noNullPrototype: true })
  const value = fc.record(
    {
      Text: text,
      Count: fc.integer(),
      Score: fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map(score => (Object.is(score, -0) ? 0 : score)),
      Flag: fc.boolean(),
      List: fc.array(text, { minLength: 1 }),
      Flags: fc.array(fc.array(fc.boolean(), { minLength: 1 }), { minLength: 1, maxLength: 12 }),
      Rounds: fc.array(
        fc.record(
          { Q: text, A: fc.array(fc.integer(), { minLength: 1 }) },
          { requiredKeys: ['Q'], noNullPrototype: true },
        ),
        { minLength: 1, maxLength: 12 },
      ),
      Deep: plain({ Deep: plain({ Value: text }) }),
    },
    { requiredKeys: ['Text'], noNullPrototype: true },
  )

  it("undoes the official SDK's flattening and encoding", () => {
    // Private in the SDK's typings; it is what its GET and form requests go through.
    const flatten: (this: object, data: object) => Record<string, string> = Reflect.get(
      AbstractClient.prototype,
      'mergeData',
    )
    fc.assert(
      fc.property(value, original => {
        const query = querystring.stringify(flatten.call(AbstractClient.prototype, original))
        const read = coerceParameters(unflatten(readForm(query)), schema)
        assert.deepEqual(schema.parse(read), original)
      }),
      { numRuns: 500 },
    )
  })

  it('closes the gaps that null elements leave, in the order of the indices', () => {
    const read = coerceParameters(unflatten(readForm('List.10=c&List.2=b&List.0=a')), schema)
    assert.deepEqual(read, { List: ['a', 'b', 'c'] })
  })

  it('leaves text that is not of the declared type to the schema', () => {
    const read = coerceParameters(
      unflatten(readForm('Text=1&Count=1x&Flag=yes&Score=&List=a')),
      schema,
    )
    assert.deepEqual(read, { Text: '1', Count: '1x', Flag: 'yes', Score: '', List: 'a' })
    assert.equal(schema.safeParse(read).success, false)
  })

  it('reads or refuses any query, and throws nothing but ApiError', () => {
    const query = fc.array(
      fc.constantFrom(
        'List',
        'Deep',
        '.',
        '0',
        '1',
        '=',
        '&',
        '%',
        '%41',
        '+',
        '%C3',
        '__proto__',
        'é',
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(query, parts => {
        try {
          const read = coerceParameters(unflatten(readForm(parts.join(''))), schema)
          assert.equal(Object.getPrototypeOf(read), Object.prototype)
        } catch (error) {
          assert.ok(error instanceof ApiError, String(error))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

function dropNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNull)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, dropNull(item)]),
  )
}
