import type { WhitelistVersion } from './types.ts'

/** One line that names a list and its dates, Chinese first. */
export function describeVersion(version: WhitelistVersion): string {
  const { id, title, effectiveFrom, readOn } = version
  const dated = effectiveFrom ? `自 ${effectiveFrom} 起` : '无生效日期 undated'
  return `${id}: ${title.zh} (${title.en}), ${dated}, 读取于 read ${readOn}`
}
