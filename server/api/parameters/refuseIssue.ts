import type { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Words } from '../../protocol/words.ts'
import { refuseParameter } from './refuseParameter.ts'

/**
 * Refuses parameters that an action's schema did not take: MissingParameter when the field is not
 * there, else InvalidParameterValue with the reason. Values are never repeated.
 */
export function refuseIssue(issue: z.core.$ZodIssue, parameters: unknown): never {
  const path = issue.path.map(String).join('.')
  if (valueAt(parameters, issue.path) === undefined) {
    throw new ApiError('MissingParameter', {
      detail: { zh: `缺少 ${path}。`, en: `Send ${path}.` },
    })
  }
  return refuseParameter(path, describe(issue), 'InvalidParameterValue')
}

function describe(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `类型应为 ${issue.expected}`, en: `must be of type ${issue.expected}` }
    case 'too_big':
      return issue.origin === 'string'
        ? { zh: `不得超过 ${issue.maximum} 个字符`, en: `at most ${issue.maximum} characters` }
        : { zh: `不得超过 ${issue.maximum}`, en: `at most ${issue.maximum}` }
    case 'too_small':
      return issue.origin === 'string'
        ? { zh: `不得少于 ${issue.minimum} 个字符`, en: `at least ${issue.minimum} characters` }
        : { zh: `不得少于 ${issue.minimum}`, en: `at least ${issue.minimum}` }
    case 'invalid_value':
      return {
        zh: `只能是 ${issue.values.map(String).join('、')}`,
        en: `must be one of ${issue.values.map(String).join(', ')}`,
      }
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      break
  }
  return customWords(issue) ?? { zh: `取值不符合要求（${issue.message}）`, en: issue.message }
}

/** A refinement may bring both languages: `refine(check, { params: { words: { zh, en } } })`. */
function customWords(issue: z.core.$ZodIssue): Words | null {
  const words: unknown = issue.code === 'custom' ? issue.params?.['words'] : undefined
  if (typeof words !== 'object' || words === null) return null
  if (!('zh' in words) || typeof words.zh !== 'string') return null
  if (!('en' in words) || typeof words.en !== 'string') return null
  return { zh: words.zh, en: words.en }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Object.hasOwn(current, key) ? Reflect.get(current, key) : undefined
  }
  return current
}
