import { describeRow } from './describeRow.ts'
import { listDocuments } from './listDocuments.ts'
import type {
  CategoryRow,
  DocumentRule,
  EligibilityResult,
  Whitelist,
  WhitelistVersion,
} from './types.ts'

/**
 * The answer as plain data for scripts. `documents` is every document the rule mentions,
 * `documentRule` how they combine; `reason` and `reasonZh` are null when eligible.
 */
export function presentAnswer(
  whitelist: Whitelist,
  version: WhitelistVersion,
  result: EligibilityResult,
) {
  const named = (rule: DocumentRule | null) =>
    rule ? listDocuments(rule).map(id => presentDocument(whitelist, id)) : []
  const rows = result.eligible ? result.rows : result.suggestions
  return {
    eligible: result.eligible,
    version: result.version,
    effectiveFrom: version.effectiveFrom,
    channel: result.channel,
    categories: rows.map(presentRow),
    documents: named(result.documents),
    documentRule: result.documents,
    guidance:
      result.eligible && result.guidance
        ? {
            version: result.guidance.version,
            documents: named(result.guidance.rule),
            documentRule: result.guidance.rule,
          }
        : null,
    missing: result.missing,
    reasonCode: result.eligible ? null : result.reason.code,
    reason: result.eligible ? null : result.reason.en,
    reasonZh: result.eligible ? null : result.reason.zh,
    possibleChannels: result.eligible ? [result.channel] : result.possibleChannels,
    differences: result.differences,
  }
}

function presentDocument(whitelist: Whitelist, id: string) {
  return { id, zh: whitelist.documents[id]?.zh ?? id, en: whitelist.documents[id]?.en ?? id }
}

function presentRow(row: CategoryRow) {
  const { zh, en } = describeRow(row)
  return { id: row.id, zh, en, channels: row.channels }
}
