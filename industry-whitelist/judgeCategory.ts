import { restrictedChannels, type Channel, type RestrictedChannel } from './channels.ts'
import { explain } from './explain.ts'
import type { CategoryMatch } from './findCategory.ts'
import type { CategoryRow, ReasonCode, Text, WhitelistVersion } from './types.ts'

/** Category and channel judged in one version, documents left aside. */
export interface CategoryVerdict extends Text {
  code: 'eligible' | ReasonCode
  /** The rows it rests on: allowed, found but closed, candidates or suggestions. */
  rows: readonly CategoryRow[]
  /** Restricted channels the version opens to them. */
  channels: readonly RestrictedChannel[]
}

/** Says what one version answers for a match found in it. `asked` is only quoted. */
export function judgeCategory(
  version: WhitelistVersion,
  match: CategoryMatch,
  asked: string,
  channel: Channel,
): CategoryVerdict {
  switch (match.kind) {
    case 'refused': {
      const sentence = explain.refused(version, match.refusal, match.refusedIn)
      return { code: 'category-refused', rows: [], channels: [], ...sentence }
    }
    case 'none': {
      const sentence = explain.notListed(version, asked, match.suggestions)
      return { code: 'category-not-listed', rows: match.suggestions, channels: [], ...sentence }
    }
    case 'ambiguous': {
      const sentence = explain.ambiguous(version, asked, match.rows)
      const channels = channelsOf(match.rows)
      return { code: 'category-ambiguous', rows: match.rows, channels, ...sentence }
    }
    case 'found':
      break
  }
  return judgeRows(version, match.rows, channel)
}

function judgeRows(
  version: WhitelistVersion,
  rows: readonly CategoryRow[],
  channel: Channel,
): CategoryVerdict {
  const channels = channelsOf(rows)
  const open = rows.filter(row => row.channels.some(allowed => allowed === channel))
  if (open.length > 0)
    return { code: 'eligible', rows: open, channels, ...explain.eligible(version, open, channels) }
  const sentence = explain.channelNotAllowed(version, rows, channels, channel)
  return { code: 'channel-not-allowed', rows, channels, ...sentence }
}

function channelsOf(rows: readonly CategoryRow[]): readonly RestrictedChannel[] {
  return restrictedChannels.filter(channel => rows.some(row => row.channels.includes(channel)))
}
