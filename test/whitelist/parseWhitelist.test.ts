import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWhitelist, parseWhitelist } from '../../industry-whitelist/index.ts'

const file = new URL('../../industry-whitelist/categories.json', import.meta.url)
const text = readFileSync(file, 'utf8')

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The real file with one fault in it; the path walks to the object that is changed. */
function withFault(path: readonly (string | number)[], change: object): unknown {
  const root: unknown = JSON.parse(text)
  let node = root
  for (const key of path) {
    assert.ok(isObject(node))
    node = Reflect.get(node, key)
  }
  assert.ok(isObject(node), `no ${path.join('.')} in the file`)
  Object.assign(node, change)
  return root
}

const row = ['versions', 2, 'rows', 6] as const
const faults: [
  name: string,
  path: readonly (string | number)[],
  change: object,
  message: RegExp,
][] = [
  ['an unknown key at the top', [], { extra: 1 }, /^ {2}extra: unknown key$/m],
  [
    'an unknown key in a row',
    row,
    { chanels: [] },
    /versions\[2\]\.rows\[6\]\.chanels: unknown key/,
  ],
  [
    'an unknown key in a document rule',
    [...row, 'documents', 'anyOf', 1],
    { documnt: 'x' },
    /versions\[2\]\.rows\[6\]\.documents\.anyOf\[1\]\.documnt: unknown key/,
  ],
  ['an unknown channel', row, { channels: ['h5'] }, /versions\[2\]\.rows\[6\]\.channels\[0\]/],
  ['a row without a channel', row, { channels: [] }, /versions\[2\]\.rows\[6\]\.channels/],
  [
    'an unknown document',
    [...row, 'documents', 'anyOf', 0],
    { document: 'driving-licence' },
    /rows\[6\]\.documents: there is no document "driving-licence"/,
  ],
  ['an empty alternative', row, { documents: { anyOf: [] } }, /rows\[6\]\.documents\.anyOf/],
  [
    'a listed version with a row without documents',
    row,
    { documents: null },
    /rows\[6\]\.documents: must not be null/,
  ],
  [
    'a duplicate row id',
    row,
    { id: 'gov.all' },
    /versions\[2\]\.rows: the row id "gov.all" occurs twice/,
  ],
  [
    'a duplicate version id',
    ['versions', 1],
    { id: 'faq-2019-12-06' },
    /version id "faq-2019-12-06" occurs twice/,
  ],
  [
    'an unknown source',
    row,
    { source: 'hearsay' },
    /rows\[6\]\.source: there is no source "hearsay"/,
  ],
  [
    'a correspondence to nothing',
    ['versions', 0, 'rows', 1],
    { corresponds: ['fin.banks'] },
    /versions\[0\]\.rows\[1\]\.corresponds: the guidance version has no row "fin.banks"/,
  ],
  [
    'a word both listed and refused',
    ['versions', 1, 'rows', 0],
    { aliases: ['相亲'] },
    /versions\[1\]\.rows\[0\]: "相亲" is both listed and refused/,
  ],
  [
    'a date that is none',
    ['versions', 0],
    { effectiveFrom: '2019-13-06' },
    /versions\[0\]\.effectiveFrom/,
  ],
  [
    'a default version that is missing',
    [],
    { defaultVersion: 'newest' },
    /defaultVersion: there is no version "newest"/,
  ],
  [
    'guidance from a list without documents',
    [],
    { guidanceVersion: 'faq-newer' },
    /guidanceVersion: this version lists no documents/,
  ],
  ['a name without its English', [...row, 'category'], { en: ' ' }, /rows\[6\]\.category\.en/],
]

describe('parseWhitelist', () => {
  it('accepts the file that is shipped', () => {
    const whitelist = parseWhitelist(JSON.parse(text), 'categories.json')
    assert.deepEqual(whitelist, loadWhitelist())
  })

  for (const [name, path, change, message] of faults)
    it(`refuses ${name} and names the place`, () => {
      const value = withFault(path, change)
      assert.throws(
        () => parseWhitelist(value, 'own.json'),
        (error: unknown) => {
          assert.ok(error instanceof Error)
          assert.match(error.message, /^own\.json is refused:/)
          assert.match(error.message, message)
          return true
        },
      )
    })

  it('reports all faults at once', () => {
    const value = withFault([], { extra: 1, defaultVersion: 5 })
    assert.throws(
      () => parseWhitelist(value, 'own.json'),
      /defaultVersion[^]*extra|extra[^]*defaultVersion/,
    )
  })

  it('uses every document that it defines', () => {
    const whitelist = loadWhitelist()
    const rules = JSON.stringify(whitelist.versions)
    const unused = Object.keys(whitelist.documents).filter(
      id => !rules.includes(`"document":"${id}"`),
    )
    assert.deepEqual(unused, [])
  })
})

describe('loadWhitelist', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'whitelist-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('reads an own file', () => {
    const own = join(folder, 'own.json')
    writeFileSync(own, JSON.stringify(withFault([], { defaultVersion: 'faq-newer' })))
    assert.equal(loadWhitelist(own).defaultVersion, 'faq-newer')
  })

  it('refuses a file that is not JSON and names it', () => {
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, '{')
    assert.throws(() => loadWhitelist(broken), /broken\.json is refused: not JSON/)
  })
})
