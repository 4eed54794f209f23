import type { DocumentRule, Text, Whitelist } from './types.ts'

/** A document rule as one phrase in both languages, for sentences and logs. */
export function describeDocuments(whitelist: Whitelist, rule: DocumentRule): Text {
  return { zh: phrase(whitelist, rule, 'zh', false), en: phrase(whitelist, rule, 'en', false) }
}

function phrase(
  whitelist: Whitelist,
  rule: DocumentRule,
  language: keyof Text,
  isNested: boolean,
): string {
  if ('document' in rule) {
    const name = whitelist.documents[rule.document]?.[language] ?? rule.document
    const quoted = language === 'zh' ? `《${name}》` : name
    if (!rule.condition) return quoted
    return language === 'zh'
      ? `${quoted}（${rule.condition.zh}）`
      : `${quoted} (${rule.condition.en})`
  }
  const children = 'anyOf' in rule ? rule.anyOf : rule.allOf
  const parts = children.map(child => phrase(whitelist, child, language, true))
  const joiners = { zh: { anyOf: '或', allOf: '与' }, en: { anyOf: ' or ', allOf: ' and ' } }
  const joined = parts.join(joiners[language]['anyOf' in rule ? 'anyOf' : 'allOf'])
  if (!isNested || children.length === 1) return joined
  return language === 'zh' ? `（${joined}）` : `(${joined})`
}
