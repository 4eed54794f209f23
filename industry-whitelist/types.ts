import type { Channel, RestrictedChannel } from './channels.ts'

/** One wording in both languages. */
export interface Text {
  zh: string
  en: string
}

/** What must be uploaded: one document, one of several, or several together. */
export type DocumentRule =
  | { document: string; condition?: Text | undefined }
  | { anyOf: readonly DocumentRule[] }
  | { allOf: readonly DocumentRule[] }

/** One line of a list. Rows that share sector and category are the variants of one category. */
export interface CategoryRow {
  id: string
  sector: Text
  category: Text
  subCategory?: Text | undefined
  /** Further words that find the row; they never widen it. */
  aliases: readonly string[]
  channels: readonly RestrictedChannel[]
  /** null where the list names industries but no documents. */
  documents: DocumentRule | null
  /** Rows of the guidance version that this older row means; our reading, see README. */
  corresponds: readonly string[]
  /** Key of `sources`. */
  source: string
  note?: Text | undefined
}

/** An industry that a list turns away by name. It stays refused in later lists that do not list it. */
export interface Refusal {
  id: string
  name: Text
  aliases: readonly string[]
  reason: Text
  source: string
}

/** One dated list. */
export interface WhitelistVersion {
  id: string
  title: Text
  /** YYYY-MM-DD, or null where the source carries no date. */
  effectiveFrom: string | null
  /** YYYY-MM-DD on which the source was read. */
  readOn: string
  source: string
  documentsListed: boolean
  /** Working days of WeChat-side review as this source states them, or null. */
  reviewWorkingDays: { min: number; max: number } | null
  notes: readonly Text[]
  refused: readonly Refusal[]
  rows: readonly CategoryRow[]
}

/** The validated content of categories.json. */
export interface Whitelist {
  /** The version that answers when none is pinned. */
  defaultVersion: string
  /** The version whose document rules guide where a list names none. */
  guidanceVersion: string
  sources: Readonly<Record<string, { title: Text; where: string }>>
  /** Document id → names. */
  documents: Readonly<Record<string, Text>>
  /** Oldest first. */
  versions: readonly WhitelistVersion[]
}

/** Why the answer is no. */
export type ReasonCode =
  | 'version-unknown'
  | 'category-refused'
  | 'category-ambiguous'
  | 'category-not-listed'
  | 'channel-not-allowed'
  | 'credential-unknown'
  | 'documents-missing'

/** What another list says of the same category and channel; documents held are left out of it. */
export interface VersionDifference {
  version: string
  /** True where this list gives the same answer on the same terms. */
  same: boolean
  answer: {
    eligible: boolean
    code: 'eligible' | ReasonCode
    rowIds: readonly string[]
    /** Restricted channels this list opens to the category. */
    channels: readonly RestrictedChannel[]
    documentsListed: boolean
  } & Text
}

/** Document rules of the guidance version, shown where the asked list names none. */
export interface Guidance {
  version: string
  rows: readonly CategoryRow[]
  rule: DocumentRule
}

interface Answered {
  version: string
  channel: Channel
  differences: readonly VersionDifference[]
}

/** The category may use the channel. */
export interface Eligible extends Answered {
  eligible: true
  /** The one row found; null for a channel without limit or a category of several variants. */
  row: CategoryRow | null
  rows: readonly CategoryRow[]
  /** null: no document is asked by the list (open channel, or a list without documents). */
  documents: DocumentRule | null
  guidance: Guidance | null
  missing: readonly []
}

/** The category may not use the channel, or not yet. */
export interface Ineligible extends Answered {
  eligible: false
  reason: { code: ReasonCode } & Text
  /** Rows the text found or may have meant, best first. */
  suggestions: readonly CategoryRow[]
  documents: DocumentRule | null
  /** Document ids still to bring, the shortest way; filled for `documents-missing` only. */
  missing: readonly string[]
  /** Channels this category may use as things stand. */
  possibleChannels: readonly Channel[]
}

export type EligibilityResult = Eligible | Ineligible

/** The question. */
export interface EligibilityQuestion {
  channel: Channel
  /** Row id, category name (zh or en) or a known alias. */
  category: string
  /** Ids of documents at hand. Left out: the answer says what to bring. */
  credentials?: readonly string[] | undefined
  /** Version id; left out: the default version. */
  version?: string | undefined
}
