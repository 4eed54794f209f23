import type { Channel } from './channels.ts'
import type { CategoryMatch } from './findCategory.ts'
import { followCategory } from './followCategory.ts'
import { judgeCategory, type CategoryVerdict } from './judgeCategory.ts'
import type { VersionDifference, Whitelist, WhitelistVersion } from './types.ts'

/**
 * What every other version answers for the category that `match` names in `version` (R23).
 */
export function compareVersions(
  whitelist: Whitelist,
  version: WhitelistVersion,
  match: CategoryMatch,
  asked: string,
  channel: Channel,
): readonly VersionDifference[] {
  const own = judgeCategory(version, match, asked, channel)
  return whitelist.versions
    .filter(other => other.id !== version.id)
    .map(other => {
      const theirs = followCategory(whitelist, match, asked, version, other)
      const verdict = judgeCategory(other, theirs, asked, channel)
      const hasSameDocuments =
        verdict.channels.length === 0 || other.documentsListed === version.documentsListed
      return {
        version: other.id,
        same: isSame(own, verdict) && hasSameDocuments,
        answer: {
          eligible: verdict.code === 'eligible',
          code: verdict.code,
          rowIds: verdict.rows.map(row => row.id),
          channels: verdict.channels,
          documentsListed: other.documentsListed,
          zh: verdict.zh,
          en: verdict.en,
        },
      }
    })
}

function isSame(a: CategoryVerdict, b: CategoryVerdict): boolean {
  const isSameChoice = a.code !== 'category-ambiguous' || rowIds(a) === rowIds(b)
  return a.code === b.code && a.channels.join() === b.channels.join() && isSameChoice
}

function rowIds(verdict: CategoryVerdict): string {
  return verdict.rows.map(row => row.id).join()
}
