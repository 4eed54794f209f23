import { correspondingRows } from './correspondingRows.ts'
import { findCategory, type CategoryMatch } from './findCategory.ts'
import type { Whitelist, WhitelistVersion } from './types.ts'

/**
 * The category that `match` names in one version, looked for in another: by the asked words where
 * that version knows them, else through `corresponds`.
 */
export function followCategory(
  whitelist: Whitelist,
  match: CategoryMatch,
  asked: string,
  from: WhitelistVersion,
  target: WhitelistVersion,
): CategoryMatch {
  const byWords = findCategory(whitelist, target, asked)
  if (match.kind !== 'found' || byWords.kind === 'found' || byWords.kind === 'refused')
    return byWords
  const rows = correspondingRows(whitelist, match.rows, from, target)
  return rows.length > 0 ? { kind: 'found', rows } : byWords
}
