import type { Account } from '../domain/account.ts'
import type { Action } from './actions/action.ts'

/**
 * What the gateway's middlewares pass on in `ctx.state`. Each field names the one that sets it; the
 * order of app.ts guarantees that it is set when it is read.
 */
export interface GatewayState {
  /** requestId: UUID, in the answer and in every log line. */
  requestId: string
  /** requestId: epoch ms. */
  receivedAt: number
  /** requestId, from X-TC-Language; readAction for signature v1. */
  language: 'zh-CN' | 'en-US'
  /** readRequest: exact bytes of the body; empty for GET. */
  rawBody: Buffer
  /** readRequest: query string as sent, without `?`. */
  rawQuery: string
  /** readAction: headers (TC3) or parameters of query or form (v1) carry action and signature. */
  signing: { scheme: 'tc3' } | { scheme: 'v1'; parameters: ReadonlyMap<string, string> }
  /** readAction */
  actionName: string
  /** readAction */
  action: Action
  /** readAction: X-TC-Region, or ap-guangzhou (R37). */
  region: string
  /** authenticate */
  account: Account
  /** parseParameters: what the action's schema is held against. */
  parameters: Record<string, unknown>
  /** dispatch: the fields of `Response`, without RequestId. */
  answer: object
}
