import { WeChatError } from '../domain/weChatError.ts'
import { faultOfErrcode } from './faultOfErrcode.ts'

/** Where an answer came from, and how to keep what must not be logged out of its messages. */
export interface AnswerOrigin {
  /** Path of the call, for messages. */
  path: string
  showsToken: boolean
  /** Secrets, codes and tokens of the request, and who it is about. */
  secrets: readonly string[]
}

/** Longest errmsg that is kept; the real ones are below 200. */
const maxErrmsgChars = 300

/**
 * Reads the body of an answer. The content type is not asked: WeChat sends its JSON as text/plain from
 * some calls and as application/json from others, and answers refusals with HTTP 200.
 *
 * @throws WeChatError the fault of the errcode, or badAnswer
 */
export function readAnswer(body: Uint8Array, origin: AnswerOrigin): Record<string, unknown> {
  const answer = parse(body)
  if (!isRecord(answer)) throw new WeChatError('badAnswer', `${origin.path}: not a JSON object`)
  const errcode = answer['errcode'] ?? 0
  if (typeof errcode !== 'number' || !Number.isInteger(errcode)) {
    throw new WeChatError('badAnswer', `${origin.path}: errcode is no whole number`)
  }
  if (errcode === 0) return answer
  throw new WeChatError(
    faultOfErrcode(errcode, origin.showsToken),
    `${origin.path}: errcode ${errcode}, ${readErrmsg(answer['errmsg'], origin.secrets)}`,
    errcode,
  )
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/** WeChat's words hold the rid that its support asks for. Line breaks would forge log lines. */
function readErrmsg(errmsg: unknown, secrets: readonly string[]): string {
  if (typeof errmsg !== 'string') return 'no errmsg'
  const clean = secrets
    .filter(secret => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), errmsg)
  return clean.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, maxErrmsgChars)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
