import type { DocumentRule } from './types.ts'

/** Every document a rule mentions, in its order, each id once. */
export function listDocuments(rule: DocumentRule): readonly string[] {
  if ('document' in rule) return [rule.document]
  const children = 'anyOf' in rule ? rule.anyOf : rule.allOf
  return [...new Set(children.flatMap(listDocuments))]
}
