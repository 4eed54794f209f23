import { forbiddenKeys, maxDepth, maxValues } from './limits.ts'
import { refuseParameter } from './refuseParameter.ts'

interface Level {
  /** Keys seen so far; null in an array. */
  keys: Set<string> | null
  /** Key or index of the value that comes now. */
  at: string | number
}

/**
 * Looks at JSON text for what JSON.parse would silently swallow: a key that stands twice (two
 * readers would believe different ones), names that reach into JavaScript's objects, and nesting
 * or numbers of values that no request needs.
 *
 * It does not check the grammar: whatever is malformed is left for JSON.parse to refuse.
 *
 * @throws ApiError InvalidParameter
 */
export function checkJsonStructure(text: string): void {
  const levels: Level[] = []
  let values = 0
  let expectsKey = false

  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1)
    switch (text.charAt(at)) {
      case '"': {
        const end = findStringEnd(text, at)
        if (end < 0) return
        if (level?.keys && expectsKey) {
          addKey(level, level.keys, text.slice(at, end + 1), levels)
          expectsKey = false
        }
        at = end
        break
      }
      case '{':
      case '[': {
        const isObject = text.charAt(at) === '{'
        levels.push({ keys: isObject ? new Set() : null, at: isObject ? '' : 0 })
        expectsKey = isObject
        values += 1
        if (levels.length > maxDepth) {
          const reason = { zh: `嵌套超过 ${maxDepth} 层`, en: `more than ${maxDepth} levels deep` }
          refuseParameter(pathOf(levels.slice(0, 4)), reason)
        }
        break
      }
      case '}':
      case ']':
        levels.pop()
        expectsKey = false
        break
      case ',':
        if (level?.keys) expectsKey = true
        else if (level) level.at = Number(level.at) + 1
        values += 1
        break
      default:
    }
    if (values > maxValues) {
      refuseParameter('', { zh: '参数过多', en: 'too many parameters' })
    }
  }
}

function addKey(level: Level, keys: Set<string>, literal: string, levels: Level[]): void {
  const key = readKey(literal)
  if (key === null) return
  level.at = key
  if (forbiddenKeys.has(key)) {
    refuseParameter(pathOf(levels), { zh: '不允许的字段名', en: 'is not an allowed name' })
  }
  if (keys.has(key)) refuseParameter(pathOf(levels), { zh: '重复出现', en: 'is there twice' })
  keys.add(key)
}

function readKey(literal: string): string | null {
  try {
    const key: unknown = JSON.parse(literal)
    return typeof key === 'string' ? key : null
  } catch {
    return null
  }
}

/** Index of the closing quote of the string that opens at `start`; -1 when it never closes. */
function findStringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charAt(end - 1 - backslashes) === '\\') backslashes += 1
    if (backslashes % 2 === 0) return end
  }
  return -1
}

function pathOf(levels: readonly Level[]): string {
  return levels.map(level => level.at).join('.')
}
