import { openChannels } from './channels.ts'
import { compareVersions } from './compareVersions.ts'
import { explain } from './explain.ts'
import { findCategory, type CategoryMatch } from './findCategory.ts'
import { followCategory } from './followCategory.ts'
import { judgeCategory } from './judgeCategory.ts'
import { missingDocuments } from './missingDocuments.ts'
import { shortestWay } from './shortestWay.ts'
import type {
  CategoryRow,
  DocumentRule,
  EligibilityQuestion,
  EligibilityResult,
  Guidance,
  Ineligible,
  ReasonCode,
  Text,
  Whitelist,
  WhitelistVersion,
} from './types.ts'

/**
 * May an account of this industry category use this channel, and with which documents (R23)?
 * Pure; never throws for any text. Checks in order: version, channel without limit, category,
 * channel, documents. With `credentials` left out a yes means that category and channel qualify
 * and `documents` says what to bring. Conditions on a document (its scope) are for the reviewer.
 */
export function checkEligibility(
  whitelist: Whitelist,
  question: EligibilityQuestion,
): EligibilityResult {
  const { channel, category } = question
  const versionId = question.version ?? whitelist.defaultVersion
  const base = { version: versionId, channel }

  const version = whitelist.versions.find(({ id }) => id === versionId)
  if (!version) {
    const sentence = explain.versionUnknown(whitelist, versionId)
    return refuse({ ...base, differences: [] }, 'version-unknown', sentence)
  }

  const match = findCategory(whitelist, version, category)
  if (openChannels.includes(channel)) {
    const rows = match.kind === 'found' ? match.rows : []
    return {
      ...base,
      eligible: true,
      row: onlyRow(rows),
      rows,
      documents: null,
      guidance: null,
      missing: [],
      differences: [],
    }
  }

  const differences = compareVersions(whitelist, version, match, category, channel)
  const answered = { ...base, differences }
  const verdict = judgeCategory(version, match, category, channel)
  if (verdict.code !== 'eligible') {
    const possibleChannels = [
      ...(verdict.code === 'channel-not-allowed' ? verdict.channels : []),
      ...openChannels,
    ]
    const extra = { suggestions: verdict.rows, possibleChannels }
    return refuse(answered, verdict.code, verdict, extra)
  }

  const { rows } = verdict
  const documents = eitherOf(rows)
  const held = question.credentials
  const unknown = held?.filter(id => !Object.hasOwn(whitelist.documents, id)) ?? []
  if (unknown.length > 0) {
    const extra = { suggestions: rows, documents }
    return refuse(answered, 'credential-unknown', explain.credentialUnknown(unknown), extra)
  }
  const rest = held && documents ? missingDocuments(documents, new Set(held)) : null
  if (rest) {
    const extra = { suggestions: rows, documents, missing: shortestWay(rest) }
    return refuse(answered, 'documents-missing', explain.documentsMissing(whitelist, rest), extra)
  }

  return {
    ...answered,
    eligible: true,
    row: onlyRow(rows),
    rows,
    documents,
    guidance: documents ? null : guidanceFor(whitelist, version, match, category),
    missing: [],
  }
}

function refuse(
  answered: Pick<Ineligible, 'version' | 'channel' | 'differences'>,
  code: ReasonCode,
  sentence: Text,
  extra: Partial<Ineligible> = {},
): Ineligible {
  return {
    ...answered,
    eligible: false,
    reason: { code, zh: sentence.zh, en: sentence.en },
    suggestions: [],
    documents: null,
    missing: [],
    possibleChannels: openChannels,
    ...extra,
  }
}

function onlyRow(rows: readonly CategoryRow[]): CategoryRow | null {
  return rows.length === 1 ? (rows[0] ?? null) : null
}

/** The rule of a category with several variants: those of any one variant. */
function eitherOf(rows: readonly CategoryRow[]): DocumentRule | null {
  const rules = rows.map(row => row.documents).filter(rule => rule !== null)
  const [first] = rules
  if (!first) return null
  return rules.length === 1 ? first : { anyOf: rules }
}

function guidanceFor(
  whitelist: Whitelist,
  version: WhitelistVersion,
  match: CategoryMatch,
  asked: string,
): Guidance | null {
  const source = whitelist.versions.find(({ id }) => id === whitelist.guidanceVersion)
  if (!source) return null
  const followed = followCategory(whitelist, match, asked, version, source)
  const rule = followed.kind === 'found' ? eitherOf(followed.rows) : null
  return followed.kind === 'found' && rule
    ? { version: source.id, rows: followed.rows, rule }
    : null
}
