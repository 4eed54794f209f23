import type { DocumentRule } from './types.ts'

/** The fewest document ids that satisfy a rule; of equal ways the one listed first. */
export function shortestWay(rule: DocumentRule): readonly string[] {
  if ('document' in rule) return [rule.document]
  if ('allOf' in rule) return [...new Set(rule.allOf.flatMap(shortestWay))]
  return rule.anyOf.map(shortestWay).reduce((best, way) => (way.length < best.length ? way : best))
}
