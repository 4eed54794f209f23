import type { CategoryRow, Text } from './types.ts'

/** A row's place in its list, as 金融 / 银行 and Finance / Banking. */
export function describeRow(row: CategoryRow): Text {
  const names = [row.sector, row.category, ...(row.subCategory ? [row.subCategory] : [])]
  return {
    zh: names.map(name => name.zh).join(' / '),
    en: names.map(name => name.en).join(' / '),
  }
}
