import { checkJsonStructure } from './checkJsonStructure.ts'
import { checkText } from './checkText.ts'
import { refuseParameter } from './refuseParameter.ts'

/**
 * Reads the JSON body of a request whose signature held. An empty body counts as `{}` (T6), and a
 * field that is null as a field that is not there: the Node SDK drops such fields before sending.
 *
 * @throws ApiError InvalidParameter, InvalidParameterValue naming the path
 */
export function readJson(body: Uint8Array): Record<string, unknown> {
  const text = decode(body)
  if (text.trim() === '') return {}
  checkJsonStructure(text)
  const value = clean(parse(text), '')
  if (isRecord(value)) return value
  return refuseParameter('', { zh: '正文须为 JSON 对象', en: 'the body must be a JSON object' })
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return refuseParameter('', { zh: '正文不是有效的 UTF-8', en: 'the body is not valid UTF-8' })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The parser's own message quotes the body, so nothing but the position is taken from it.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    return refuseParameter('', {
      zh: `正文不是有效的 JSON${position ? `（第 ${position} 个字符）` : ''}`,
      en: `the body is not valid JSON${position ? ` (at character ${position})` : ''}`,
    })
  }
}

function clean(value: unknown, path: string): unknown {
  if (typeof value === 'string') checkText(path, value)
  if (Array.isArray(value)) return value.map((item, index) => clean(item, join(path, index)))
  if (!isRecord(value)) return value
  const kept: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (item !== null) kept[key] = clean(item, join(path, key))
  }
  return kept
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
