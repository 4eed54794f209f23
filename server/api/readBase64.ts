import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { Words } from '../protocol/words.ts'
import { formatSize } from './formatSize.ts'

/** What is answered for media of a kind. */
export interface Base64Codes {
  empty: ErrorCode
  tooLarge: ErrorCode
  /** What to do about too large ones; default: compress it. */
  remedy?: Words
}

const compress: Words = { zh: '请压缩后重试。', en: 'Compress it and try again.' }

const imageCodes: Base64Codes = {
  empty: 'FailedOperation.EmptyImageError',
  tooLarge: 'FailedOperation.ImageSizeTooLarge',
}

/**
 * Strict base64 of RFC 4648 §4: standard alphabet, padded, nothing else in it (R30).
 *
 * @param field wire name, named in the error
 * @param maxBase64Bytes limit of the text, not of the decoded bytes
 * @param codes for media other than images
 * @throws ApiError InvalidParameterValue saying what exactly is wrong; `codes` for empty and too large
 */
export function readBase64(
  field: string,
  text: string,
  maxBase64Bytes: number,
  codes: Base64Codes = imageCodes,
): Uint8Array {
  if (text.length === 0) {
    throw new ApiError(codes.empty, {
      detail: { zh: `字段 ${field} 是空字符串。`, en: `${field} is an empty string.` },
    })
  }
  if (text.length > maxBase64Bytes) {
    const limit = formatSize(maxBase64Bytes)
    const remedy = codes.remedy ?? compress
    throw new ApiError(codes.tooLarge, {
      message: {
        zh: `${field} 过大：base64 编码后不得超过 ${limit}，收到 ${text.length} 字节。${remedy.zh}`,
        en: `${field} is too large: at most ${limit} of base64, got ${text.length} bytes. ${remedy.en}`,
      },
    })
  }
  const fault = findFault(text)
  if (fault) {
    throw new ApiError('InvalidParameterValue', {
      message: { zh: `${field}：${fault.zh}`, en: `${field}: ${fault.en}` },
    })
  }
  return Buffer.from(text, 'base64')
}

function findFault(text: string): Words | null {
  if (/^data:/i.test(text)) {
    return {
      zh: 'base64 不能带 data: 前缀。请只传逗号之后的内容。',
      en: 'base64 must not carry a data: prefix. Send only what follows the comma.',
    }
  }
  // A search for the first foreign character needs no backtracking, whatever the length.
  const at = text.search(/[^A-Za-z0-9+/=]/)
  if (at >= 0) return describeCharacter(text.charAt(at), at + 1)

  const padding = text.indexOf('=')
  if (padding >= 0 && !/^={1,2}$/.test(text.slice(padding))) {
    return {
      zh: '补位符 = 只能出现在末尾，最多两个。请重新编码。',
      en: 'padding (=) may stand at the end only, at most twice. Encode again.',
    }
  }
  if (text.length % 4 !== 0) {
    return {
      zh: '长度不是 4 的倍数：缺少 = 补位或内容被截断。请使用标准 base64（RFC 4648，带补位）。',
      en: 'the length is no multiple of 4: padding (=) is missing or the text was cut off. Use standard padded base64 (RFC 4648).',
    }
  }
  const last = text.slice(-4)
  if (Buffer.from(last, 'base64').toString('base64') !== last) {
    return {
      zh: '末尾有多余的位：内容已损坏。请重新编码。',
      en: 'stray bits at the end: the text is damaged. Encode again.',
    }
  }
  return null
}

function describeCharacter(character: string, position: number): Words {
  if (/[\r\n]/.test(character)) {
    return {
      zh: `base64 不能有换行（第 ${position} 个字符）。请去掉所有换行符。`,
      en: `base64 must not contain newlines (character ${position}). Remove all of them.`,
    }
  }
  if (/\s/.test(character)) {
    return {
      zh: `base64 不能有空白（第 ${position} 个字符）。若以表单或 URL 发送，请把 + 编码为 %2B。`,
      en: `base64 must not contain white space (character ${position}). In forms and URLs write + as %2B.`,
    }
  }
  if (character === '-' || character === '_') {
    return {
      zh: `使用了 URL 安全字母表（第 ${position} 个字符）。请用标准字母表：以 + 和 / 代替 - 和 _。`,
      en: `this is the URL-safe alphabet (character ${position}). Use the standard one, with + and / instead of - and _.`,
    }
  }
  return {
    zh: `第 ${position} 个字符不属于 base64 字母表。`,
    en: `character ${position} does not belong to the base64 alphabet.`,
  }
}
