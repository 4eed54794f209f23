import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimumBaseLibrary } from '../../server/protocol/client/checkMiniProgram.ts'
import {
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
} from '../../server/protocol/version.ts'

const source = fileURLToPath(new URL('../../miniapp/src', import.meta.url))
const typings = join(
  dirname(createRequire(import.meta.url).resolve('miniprogram-api-typings/package.json')),
  'types/wx/lib.wx.api.d.ts',
)

/** Functions of `wx` and the base library that each came with, as the official typings' comments say. */
function readFloors(): Map<string, Version> {
  const text = readFileSync(typings, 'utf8')
  const members = text.slice(text.indexOf('interface Wx {'))
  const floors = new Map<string, Version>()
  const member = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:readonly\s+)?(\w+)\s*[(<:?]/g
  for (const [, comment, name] of members.matchAll(member)) {
    // The first version is the function's own; options further down may be newer.
    const version = /(?:需要|最低)基础库[：:]\s*`([\d.]+)`/.exec(comment ?? '')?.[1]
    if (name && !floors.has(name)) floors.set(name, parseVersion(version ?? '1.0.0') ?? [1, 0, 0])
  }
  return floors
}

/** Options newer than the floor by the name of the function (or context method) that takes them. */
function readNewOptions(): Map<string, string[]> {
  const text = readFileSync(typings, 'utf8')
  const options = new Map<string, string[]>()
  for (const [, taker, body] of text.matchAll(
    /interface (\w+)Option\s*(?:<[^>]*>\s*)?\{([\s\S]*?)\n {4}\}/g,
  )) {
    const fields = [...body!.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)].flatMap(
      ([, comment, field]) => {
        const version = parseVersion(
          /(?:需要|最低)基础库[：:]\s*`([\d.]+)`/.exec(comment!)?.[1] ?? '',
        )
        return version && compareVersions(version, minimumBaseLibrary) > 0 ? [field!] : []
      },
    )
    if (fields.length > 0) options.set(taker![0]!.toLowerCase() + taker!.slice(1), fields)
  }
  return options
}

/** Newer options in a file that calls what takes them, by name: one that only sounds alike is renamed. */
function findNewOptions(text: string, options: ReadonlyMap<string, string[]>): string[] {
  return [...options].flatMap(([taker, fields]) =>
    new RegExp(`\\.${taker}\\(`).test(text)
      ? fields
          .filter(field => new RegExp(`\\b${field}\\s*[:,}]`).test(text))
          .map(field => `${taker}: ${field}`)
      : [],
  )
}

/**
 * Uses of `wx.` that are newer than the floor and not asked for in the same file with the kit's
 * `canIUse(wx, 'name')`, and names that the typings do not have. Events and the methods of contexts are
 * not looked at.
 */
function findUnguarded(text: string, floors: ReadonlyMap<string, Version>): string[] {
  const names = new Set(
    [...text.matchAll(/\b(?:wx|Taro)\.([a-z]\w*)\b(?!\s*=)/g)].map(([, name]) => name!),
  )
  return [...names].flatMap(name => {
    const floor = floors.get(name)
    if (!floor) return [`${name}: not in the typings`]
    const isGuarded = text.includes(`canIUse(wx, '${name}')`)
    return compareVersions(floor, minimumBaseLibrary) > 0 && !isGuarded
      ? [`${name}: ${formatVersion(floor)}`]
      : []
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  )
}

describe('the base library that the mini program needs', () => {
  const floors = readFloors()

  it('is read from the typings', () => {
    assert.ok(floors.size > 300, `${floors.size} functions`)
    assert.deepEqual(floors.get('requestFacialVerify'), [3, 8, 12])
    assert.deepEqual(floors.get('requirePrivacyAuthorize'), [2, 32, 3])
    assert.deepEqual(floors.get('getAppAuthorizeSetting'), [2, 20, 1])
  })

  it('a newer function without canIUse in its file is found, and so is one that does not exist', () => {
    const call = 'wx.requestFacialVerify({})'
    assert.deepEqual(findUnguarded(call, floors), ['requestFacialVerify: 3.8.12'])
    assert.deepEqual(findUnguarded(`if (canIUse(wx, 'requestFacialVerify')) ${call}`, floors), [])
    assert.deepEqual(findUnguarded('wx.noSuchThing()', floors), ['noSuchThing: not in the typings'])
  })

  it('a newer option is found beside the call that takes it', () => {
    const options = readNewOptions()
    assert.ok(options.get('request')?.includes('redirect'), 'the typings name newer options')
    const call = "wx.request({ url, redirect: 'manual' })"
    assert.deepEqual(findNewOptions(call, options), ['request: redirect'])
    assert.deepEqual(findNewOptions('wx.request({ url })', options), [])
    const wrong = filesIn(source).flatMap(file =>
      findNewOptions(readFileSync(file, 'utf8'), options).map(
        use => `${file.slice(source.length + 1)}: ${use}`,
      ),
    )
    assert.deepEqual(wrong, [])
  })

  it(`is ${formatVersion(minimumBaseLibrary)}: what is newer stands behind canIUse`, () => {
    const files = filesIn(source)
    const wrong = files.flatMap(file =>
      findUnguarded(readFileSync(file, 'utf8'), floors).map(
        use => `${file.slice(source.length + 1)}: ${use}`,
      ),
    )
    assert.deepEqual(wrong, [])
    const used = files.some(file => readFileSync(file, 'utf8').includes('wx.requestFacialVerify'))
    assert.ok(used, 'the rule has something to look at')
  })
})
