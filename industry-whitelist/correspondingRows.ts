import type { CategoryRow, Whitelist, WhitelistVersion } from './types.ts'

/**
 * The rows of `target` that mean the same as `rows` of another version. Two rows correspond when
 * they share an id or point at the same row of the guidance version.
 */
export function correspondingRows(
  whitelist: Whitelist,
  rows: readonly CategoryRow[],
  from: WhitelistVersion,
  target: WhitelistVersion,
): readonly CategoryRow[] {
  const wanted = new Set(rows.flatMap(row => meanings(whitelist, from, row)))
  return target.rows.filter(row => meanings(whitelist, target, row).some(id => wanted.has(id)))
}

/** A guidance row means itself; any other row means the guidance rows it names, or only itself. */
function meanings(whitelist: Whitelist, version: WhitelistVersion, row: CategoryRow) {
  const isGuidance = version.id === whitelist.guidanceVersion
  return isGuidance || row.corresponds.length === 0 ? [row.id] : row.corresponds
}
