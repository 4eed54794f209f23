import { channelNames, type Channel } from './channels.ts'
import { describeDocuments } from './describeDocuments.ts'
import { describeRow } from './describeRow.ts'
import type {
  CategoryRow,
  DocumentRule,
  Refusal,
  Text,
  Whitelist,
  WhitelistVersion,
} from './types.ts'

/** Longest piece of the asker's own words repeated in a sentence, in UTF-16 units. */
const maxQuoted = 60

/** Every sentence of an answer, in both languages; nothing else in this folder words one. */
export const explain = {
  versionUnknown: (whitelist: Whitelist, asked: string): Text => {
    const ids = whitelist.versions.map(version => version.id).join(', ')
    return {
      zh: `没有名单版本“${quoted(asked)}”；现有版本：${ids}`,
      en: `There is no list version "${quoted(asked)}"; the versions are: ${ids}`,
    }
  },

  refused: (version: WhitelistVersion, refusal: Refusal, refusedIn: WhitelistVersion): Text => {
    const isLater = version.id !== refusedIn.id
    const { name, reason } = refusal
    return {
      zh: `“${name.zh}”被点名排除：${reason.zh}（名单 ${refusedIn.id}）${isLater ? `，名单 ${version.id} 也没有列入` : ''}`,
      en: `${name.zh} (${name.en}) is refused by name: ${reason.en} (list ${refusedIn.id})${isLater ? `, and list ${version.id} does not list it` : ''}`,
    }
  },

  ambiguous: (version: WhitelistVersion, asked: string, rows: readonly CategoryRow[]): Text => ({
    zh: `“${quoted(asked)}”不对应唯一类目；名单 ${version.id} 中有：${rowNames(rows).zh}。请指明其一`,
    en: `"${quoted(asked)}" is not one category; list ${version.id} has: ${rowNames(rows).en}. Name one of them`,
  }),

  notListed: (version: WhitelistVersion, asked: string, near: readonly CategoryRow[]): Text => ({
    zh: `名单 ${version.id} 没有列入“${quoted(asked)}”${near.length > 0 ? `；名称最接近的是：${rowNames(near).zh}` : ''}`,
    en: `List ${version.id} does not list "${quoted(asked)}"${near.length > 0 ? `; the closest names are: ${rowNames(near).en}` : ''}`,
  }),

  channelNotAllowed: (
    version: WhitelistVersion,
    rows: readonly CategoryRow[],
    allowed: readonly Channel[],
    channel: Channel,
  ): Text => ({
    zh: `名单 ${version.id} 只允许“${rowNames(rows).zh}”接入${channelList(allowed).zh}，不包括${channelNames[channel].zh}`,
    en: `List ${version.id} opens ${rowNames(rows).en} to the ${channelList(allowed).en} only, not to the ${channelNames[channel].en}`,
  }),

  eligible: (
    version: WhitelistVersion,
    rows: readonly CategoryRow[],
    allowed: readonly Channel[],
  ): Text => ({
    zh: `名单 ${version.id} 允许“${rowNames(rows).zh}”接入${channelList(allowed).zh}，${version.documentsListed ? '并列明所需资质' : '但没有列出所需资质'}`,
    en: `List ${version.id} opens ${rowNames(rows).en} to the ${channelList(allowed).en}${version.documentsListed ? ' and names the documents' : ', but names no documents'}`,
  }),

  credentialUnknown: (unknown: readonly string[]): Text => {
    const ids = unknown.map(quoted).join(', ')
    return { zh: `不认识的资质编号：${ids}`, en: `Unknown document ids: ${ids}` }
  },

  documentsMissing: (whitelist: Whitelist, rest: DocumentRule): Text => {
    const documents = describeDocuments(whitelist, rest)
    return { zh: `还缺少资质：${documents.zh}`, en: `Documents still missing: ${documents.en}` }
  },
}

/** Control characters would reach terminals and logs, so they go. */
function quoted(text: string): string {
  return text.replace(/\p{C}/gu, '').slice(0, maxQuoted)
}

function rowNames(rows: readonly CategoryRow[]): Text {
  const names = rows.map(describeRow)
  return { zh: names.map(name => name.zh).join('、'), en: names.map(name => name.en).join(', ') }
}

function channelList(channels: readonly Channel[]): Text {
  return {
    zh: channels.map(channel => channelNames[channel].zh).join('、'),
    en: channels.map(channel => channelNames[channel].en).join(' and the '),
  }
}
