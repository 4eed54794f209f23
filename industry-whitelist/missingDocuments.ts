import type { DocumentRule } from './types.ts'

/**
 * What `rule` still asks of someone who holds the documents `held`.
 * @returns the rest of the rule, or null when it is satisfied.
 */
export function missingDocuments(
  rule: DocumentRule,
  held: ReadonlySet<string>,
): DocumentRule | null {
  if ('document' in rule) return held.has(rule.document) ? null : rule

  const children = 'anyOf' in rule ? rule.anyOf : rule.allOf
  const rest = children.map(child => missingDocuments(child, held))
  const open = rest.filter(child => child !== null)
  if ('anyOf' in rule) return open.length < rest.length ? null : { anyOf: open }
  const [first] = open
  if (!first) return null
  return open.length === 1 ? first : { allOf: open }
}
