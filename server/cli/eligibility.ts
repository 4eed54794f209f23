import { parseArgs } from 'node:util'
import {
  channels,
  checkEligibility,
  describeRow,
  describeVersion,
  loadWhitelist,
  presentAnswer,
  renderAnswer,
  type Channel,
  type Whitelist,
  type WhitelistVersion,
} from '../../industry-whitelist/index.ts'

const usage = `真人 zhenren: which industries may use which channel, and with which documents
行业准入与所需资质查询

npm run eligibility -- --category TEXT --channel CHANNEL [options]

  --category TEXT     category name, alias or id: 银行, bank, fin.bank …
  --channel CHANNEL   ${channels.join(', ')}
  --version ID        ask this list instead of the default one
  --credentials A,B   ids or names of documents at hand; says what is still missing
  --json              the last line on standard output is one JSON object
  --list              show every category of the list (with --version: of that list)
  --help              show this

Exit code: 0 eligible, 1 not eligible, 2 no answer (bad usage, unreadable list).`

const exitCodes = { eligible: 0, notEligible: 1, noAnswer: 2 } as const

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  // A whitelist that cannot be read is no answer, least of all "not eligible".
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = exitCodes.noAnswer
}

function main(args: string[]): number {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`)
    return exitCodes.noAnswer
  }
  if (options.help) {
    console.log(usage)
    return exitCodes.eligible
  }

  const whitelist = loadWhitelist()
  const versionIds = whitelist.versions.map(({ id }) => id)
  const versionId = options.version ?? whitelist.defaultVersion
  const version = whitelist.versions.find(({ id }) => id === versionId)
  if (!version) {
    console.error(
      `没有名单版本 no list version "${versionId}"; --version: ${versionIds.join(', ')}`,
    )
    return exitCodes.noAnswer
  }
  if (options.list) {
    console.log(listText(whitelist, version).join('\n'))
    if (options.json) console.log(JSON.stringify(version))
    return exitCodes.eligible
  }

  const { category, channel } = options
  if (!category?.trim() || !isChannel(channel)) {
    const fault = category?.trim()
      ? `--channel must be one of: ${channels.join(', ')}`
      : '--category is missing'
    console.error(`${fault}\n\n${usage}`)
    return exitCodes.noAnswer
  }

  const credentials = options.credentials
    ?.split(/[,，]/)
    .map(word => documentId(whitelist, word.trim()))
    .filter(id => id !== '')
  const result = checkEligibility(whitelist, {
    category,
    channel,
    version: version.id,
    credentials,
  })
  if (!result.eligible && result.reason.code === 'credential-unknown') {
    const known = Object.entries(whitelist.documents).map(([id, { zh }]) => `  ${id}  ${zh}`)
    console.error(
      [`${result.reason.zh} ${result.reason.en}`, '可用编号 known ids:', ...known].join('\n'),
    )
    return exitCodes.noAnswer
  }

  console.log(renderAnswer(whitelist, version, result, credentials ?? []).join('\n'))
  if (options.json) console.log(JSON.stringify(presentAnswer(whitelist, version, result)))
  return result.eligible ? exitCodes.eligible : exitCodes.notEligible
}

/** Also takes `--credentials ""`, which means that no document is at hand. */
function readOptions(args: string[]) {
  const options = {
    category: { type: 'string' },
    channel: { type: 'string' },
    version: { type: 'string' },
    credentials: { type: 'string' },
    json: { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isChannel(text: string | undefined): text is Channel {
  return channels.some(channel => channel === text)
}

function documentId(whitelist: Whitelist, word: string): string {
  const name = word.replace(/^《|》$/g, '').toLowerCase()
  const known = Object.entries(whitelist.documents).find(
    ([, { zh, en }]) => zh.toLowerCase() === name || en.toLowerCase() === name,
  )
  return known ? known[0] : word
}

function listText(whitelist: Whitelist, version: WhitelistVersion): string[] {
  const others = whitelist.versions.map(({ id }) => id).filter(id => id !== version.id)
  return [
    describeVersion(version),
    ...version.rows.map(row => {
      const { zh, en } = describeRow(row)
      return `  ${row.id}  ${zh} (${en})  [${row.channels.join(', ')}]`
    }),
    ...version.refused.map(({ name }) => `  ✗ ${name.zh} (${name.en}) 点名排除 refused by name`),
    `其他名单 other lists (--version): ${others.join(', ')}`,
  ]
}
