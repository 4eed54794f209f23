import { correspondingRows } from './correspondingRows.ts'
import { normaliseText } from './normaliseText.ts'
import { suggestCategories } from './suggestCategories.ts'
import type { CategoryRow, Refusal, Whitelist, WhitelistVersion } from './types.ts'

export type CategoryMatch =
  /** One category: its single row, or the variants that share its name. */
  | { kind: 'found'; rows: readonly CategoryRow[] }
  /** The text fits several categories, or a whole sector of which only these are listed. */
  | { kind: 'ambiguous'; rows: readonly CategoryRow[] }
  | { kind: 'refused'; refusal: Refusal; refusedIn: WhitelistVersion }
  | { kind: 'none'; suggestions: readonly CategoryRow[] }

/**
 * Finds what `text` names in one version: row id, then category name or alias, then an id of
 * another version, then a name turned away, then a sector. Only whole names match; a part of a
 * name is offered as a suggestion, because a gate must not guess.
 */
export function findCategory(
  whitelist: Whitelist,
  version: WhitelistVersion,
  text: string,
): CategoryMatch {
  const asked = normaliseText(text)
  if (asked === '') return { kind: 'none', suggestions: [] }

  const id = text.normalize('NFKC').trim().toLowerCase()
  const byId = version.rows.filter(row => row.id === id)
  if (byId.length > 0) return { kind: 'found', rows: byId }

  const byName = version.rows.filter(row => rowKeys(row).includes(asked))
  if (byName.length > 0) return oneCategory(byName)

  const byForeignId = whitelist.versions.flatMap(other => {
    const rows = other.rows.filter(row => row.id === id)
    return correspondingRows(whitelist, rows, other, version)
  })
  if (byForeignId.length > 0) return oneCategory([...new Set(byForeignId)])

  const refused = findRefusal(whitelist, version, asked)
  if (refused) return refused

  const bySector = version.rows.filter(row => textKeys(row.sector).includes(asked))
  if (bySector.length > 0) return { kind: 'ambiguous', rows: bySector }

  return { kind: 'none', suggestions: suggestCategories(version, text) }
}

function oneCategory(rows: readonly CategoryRow[]): CategoryMatch {
  const categories = new Set(rows.map(row => `${row.sector.zh}/${row.category.zh}`))
  return { kind: categories.size === 1 ? 'found' : 'ambiguous', rows }
}

function textKeys(text: { zh: string; en: string }): string[] {
  return [normaliseText(text.zh), normaliseText(text.en)]
}

/** A variant's own word (平台, 民办) is no key: alone it could belong to any category. */
function rowKeys(row: CategoryRow): string[] {
  const own = (['zh', 'en'] as const).flatMap(language => {
    const [sector, category] = [row.sector[language], row.category[language]]
    const sub = row.subCategory?.[language]
    const names = [category, sector + category]
    const variants = sub ? [category + sub, sub + category, sector + category + sub] : []
    return names.concat(variants)
  })
  return [...own, ...row.aliases].map(normaliseText)
}

/**
 * A refusal holds from the version that names it on. Chinese words refuse inside a longer text too
 * (某某婚恋平台); Latin ones only as the whole text (marriage registration is a public office).
 */
function findRefusal(whitelist: Whitelist, version: WhitelistVersion, asked: string) {
  const upToHere = whitelist.versions.slice(0, whitelist.versions.indexOf(version) + 1)
  for (const refusedIn of upToHere) {
    const refusal = refusedIn.refused.find(({ name, aliases }) =>
      [name.zh, name.en, ...aliases].map(normaliseText).some(key => {
        return /\p{Script=Han}/u.test(key) ? asked.includes(key) : asked === key
      }),
    )
    if (refusal) return { kind: 'refused' as const, refusal, refusedIn }
  }
  return null
}
