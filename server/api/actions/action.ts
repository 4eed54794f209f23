import type { z } from 'zod'
import type { Account } from '../../domain/account.ts'

/** What a handler knows of its request besides the parameters. */
export interface ActionContext {
  /** The account whose key signed the request. */
  account: Account
  /** Lower-case UUID, also in the answer. */
  requestId: string
  /** Epoch ms at which the request arrived. */
  now: number
  /** From X-TC-Language; `zh-CN` when absent. */
  language: 'zh-CN' | 'en-US'
  /** From X-TC-Region; `ap-guangzhou` when absent (R37). Any region is served; it is recorded. */
  region: string
}

/**
 * One API action: what it accepts and what it does. The gateway has checked signature, rate and
 * schema before `handle` runs; `handle` returns the fields of `Response` without RequestId and
 * throws ApiError.
 *
 * `schema` must be an object schema (`z.object`, which drops unknown fields); its declared types
 * also steer how the strings of GET and form requests are converted.
 */
export interface Action<Request = unknown> {
  schema: z.ZodType<Request>
  handle(request: Request, context: ActionContext): Promise<object>
}
