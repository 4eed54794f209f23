import { channelNames, openChannels } from './channels.ts'
import { describeRow } from './describeRow.ts'
import { describeVersion } from './describeVersion.ts'
import type { DocumentRule, EligibilityResult, Whitelist, WhitelistVersion } from './types.ts'

/**
 * An answer as lines for a terminal: Chinese first, English in brackets, documents as a checklist
 * with [x] at those in `credentials`, then what the other lists say.
 */
export function renderAnswer(
  whitelist: Whitelist,
  version: WhitelistVersion,
  result: EligibilityResult,
  credentials: readonly string[],
): string[] {
  const held = new Set(credentials)
  const channel = `${channelNames[result.channel].zh} (${channelNames[result.channel].en})`
  const lines = result.eligible
    ? [`✓ 可以接入 ${channel} — eligible`]
    : [`✗ 不能接入 ${channel} — not eligible`, `  ${result.reason.zh}。`, `  ${result.reason.en}.`]

  const shown = result.eligible ? result.rows : result.suggestions
  for (const row of shown) {
    const { zh, en } = describeRow(row)
    const open = row.channels.map(id => channelNames[id].zh).join('、')
    lines.push(`  · ${zh} (${en})  ${row.id}  [${open}]`)
    if (row.note) lines.push(`    注意: ${row.note.zh} (${row.note.en})`)
  }

  if (openChannels.includes(result.channel))
    return [
      ...lines,
      '  该渠道没有行业限制，名单不要求资质。(This channel has no industry limit; no list asks documents.)',
    ]

  const rule = result.documents
  if (rule) lines.push('', '所需资质 (documents)', ...checklist(whitelist, rule, held, 1))
  if (result.eligible && !rule) {
    lines.push('', '所需资质 (documents): 该名单没有列出 (this list names none)')
    if (result.guidance) {
      lines.push(`仅供参考，取自名单 ${result.guidance.version} (guidance only, from that list)`)
      lines.push(...checklist(whitelist, result.guidance.rule, held, 1))
    }
  }

  if (!result.eligible) {
    const possible = result.possibleChannels.map(id => `${channelNames[id].zh} (${id})`)
    lines.push('', '可以改用 (channels open to this applicant)', `  ${possible.join('、')}`)
  }

  lines.push('', `依据 (answered from) ${describeVersion(version)}`)
  lines.push(...version.notes.map(note => `  ${note.zh} (${note.en})`))
  if (version.reviewWorkingDays) {
    const { min, max } = version.reviewWorkingDays
    lines.push(`  微信侧审核 ${min}–${max} 个工作日 (WeChat-side review, working days)`)
  }
  lines.push('', '其他名单 (the other lists)')
  for (const { answer, same } of result.differences)
    lines.push(
      `  ${answer.eligible ? '✓' : '✗'} ${answer.zh}${same ? '（相同 same）' : ''}`,
      `    ${answer.en}`,
    )
  return lines
}

/** The rule as an indented checklist; [x] marks what is at hand. */
function checklist(
  whitelist: Whitelist,
  rule: DocumentRule,
  held: ReadonlySet<string>,
  depth: number,
): string[] {
  const indent = '  '.repeat(depth)
  if ('document' in rule) {
    const { zh, en } = whitelist.documents[rule.document] ?? {
      zh: rule.document,
      en: rule.document,
    }
    const { condition } = rule
    const scope = condition ? ` — ${condition.zh} (${condition.en})` : ''
    return [
      `${indent}[${held.has(rule.document) ? 'x' : ' '}] ${zh} (${en})${scope}  ${rule.document}`,
    ]
  }
  const [heading, children] =
    'anyOf' in rule ? ['任选其一 (any one of)', rule.anyOf] : ['全部提供 (all of)', rule.allOf]
  return [
    `${indent}${heading}`,
    ...children.flatMap(child => checklist(whitelist, child, held, depth + 1)),
  ]
}
