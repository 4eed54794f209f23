import { z } from 'zod'
import { restrictedChannels } from './channels.ts'
import { listDocuments } from './listDocuments.ts'
import { normaliseText } from './normaliseText.ts'
import type { DocumentRule, Whitelist, WhitelistVersion } from './types.ts'

const name = z.string().trim().min(1)
const text = z.strictObject({ zh: name, en: name })
const id = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'lower-case words joined by . or -')
const date = z.iso.date()

const rule: z.ZodType<DocumentRule> = z.union([
  z.strictObject({ document: id, condition: text.optional() }),
  z.strictObject({ anyOf: z.array(z.lazy(() => rule)).min(1) }),
  z.strictObject({ allOf: z.array(z.lazy(() => rule)).min(1) }),
])

const row = z.strictObject({
  id,
  sector: text,
  category: text,
  subCategory: text.optional(),
  aliases: z.array(name),
  channels: z.array(z.enum(restrictedChannels)).min(1),
  documents: rule.nullable(),
  corresponds: z.array(id).default([]),
  source: id,
  note: text.optional(),
})

const refusal = z.strictObject({
  id,
  name: text,
  aliases: z.array(name),
  reason: text,
  source: id,
})

const days = z.int().positive()
const version = z.strictObject({
  id,
  title: text,
  effectiveFrom: date.nullable(),
  readOn: date,
  source: id,
  documentsListed: z.boolean(),
  reviewWorkingDays: z.strictObject({ min: days, max: days }).nullable(),
  notes: z.array(text),
  refused: z.array(refusal),
  rows: z.array(row).min(1),
})

const whitelist = z.strictObject({
  defaultVersion: id,
  guidanceVersion: id,
  sources: z.record(id, z.strictObject({ title: text, where: name })),
  documents: z.record(id, text),
  versions: z.array(version).min(1),
})

/**
 * Checks the content of a whitelist file: its shape, and that every id it mentions exists once.
 * @throws Error that lists every fault with its path, such as `versions[2].rows[6].chanels`.
 */
export function parseWhitelist(value: unknown, fileName: string): Whitelist {
  const parsed = whitelist.safeParse(value)
  const faults = parsed.success
    ? crossCheck(parsed.data)
    : parsed.error.issues.flatMap(issue => flatten(issue))
  if (parsed.success && faults.length === 0) return parsed.data
  throw new Error([`${fileName} is refused:`, ...faults.map(fault => `  ${fault}`)].join('\n'))
}

/** zod nests the faults of a union; only those of the branch that fits best help a reader. */
function flatten(issue: z.core.$ZodIssue, parent: readonly PropertyKey[] = []): string[] {
  const path = [...parent, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => `${pathText([...path, key])}: unknown key`)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [best = []] = issue.errors.toSorted((a, b) => shallow(a) - shallow(b))
    return best.flatMap(inner => flatten(inner, path))
  }
  return [`${pathText(path)}: ${issue.message}`]
}

function shallow(issues: readonly z.core.$ZodIssue[]): number {
  return issues.filter(issue => issue.path.length <= 1).length
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

function crossCheck(data: Whitelist): string[] {
  const guidance = data.versions.find(({ id }) => id === data.guidanceVersion)
  const guidanceIds = new Set(guidance?.rows.map(row => row.id))
  return [
    ...(['defaultVersion', 'guidanceVersion'] as const)
      .filter(key => !data.versions.some(({ id }) => id === data[key]))
      .map(key => `${key}: there is no version "${data[key]}"`),
    ...(guidance && !guidance.documentsListed
      ? ['guidanceVersion: this version lists no documents']
      : []),
    ...duplicates(data.versions.map(({ id }) => id)).map(
      id => `versions: the version id "${id}" occurs twice`,
    ),
    ...data.versions.flatMap((version, index) =>
      checkVersion(data, version, guidanceIds).map(fault => `versions[${index}].${fault}`),
    ),
  ]
}

function checkVersion(data: Whitelist, version: WhitelistVersion, guidanceIds: Set<string>) {
  const refusedWords = new Set(
    version.refused.flatMap(({ name, aliases }) =>
      [name.zh, name.en, ...aliases].map(normaliseText),
    ),
  )
  return [
    ...unknownSource(data, version.source, 'source'),
    ...duplicates(version.rows.map(({ id }) => id)).map(
      id => `rows: the row id "${id}" occurs twice`,
    ),
    ...version.refused.flatMap((refusal, index) =>
      unknownSource(data, refusal.source, `refused[${index}].source`),
    ),
    ...version.rows.flatMap((row, index) => {
      const at = `rows[${index}]`
      const words = [row.category.zh, row.category.en, ...row.aliases].map(normaliseText)
      return [
        ...unknownSource(data, row.source, `${at}.source`),
        ...(row.documents ? listDocuments(row.documents) : [])
          .filter(id => !Object.hasOwn(data.documents, id))
          .map(id => `${at}.documents: there is no document "${id}"`),
        ...(version.documentsListed === (row.documents !== null)
          ? []
          : [
              `${at}.documents: must ${version.documentsListed ? 'not ' : ''}be null, see documentsListed`,
            ]),
        ...row.corresponds
          .filter(id => !guidanceIds.has(id))
          .map(id => `${at}.corresponds: the guidance version has no row "${id}"`),
        ...words
          .filter(word => refusedWords.has(word))
          .map(word => `${at}: "${word}" is both listed and refused`),
      ]
    }),
  ]
}

function unknownSource(data: Whitelist, source: string, at: string): string[] {
  return Object.hasOwn(data.sources, source) ? [] : [`${at}: there is no source "${source}"`]
}

function duplicates(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}
