import { pino, type Logger } from 'pino'
import { z } from 'zod'
import type { Action } from '../../server/api/actions/action.ts'
import type { GatewayOptions } from '../../server/api/gatewayOptions.ts'
import { createServer, type HttpServerOptions } from '../../server/api/httpServer.ts'
import { createApp } from '../../server/app.ts'
import type { Account, ApiKey } from '../../server/domain/account.ts'
import { ApiError } from '../../server/errors.ts'

/** The account and key of gateway tests. */
export const testAccount: Account = {
  accountId: 'account-1',
  name: 'Gateway test',
  categoryId: null,
  credentials: [],
  requestsPerSecond: 1000,
  retention: 'reference',
  origins: [],
  state: 'active',
  createdAt: 0,
}

export const testKey: ApiKey = {
  secretId: 'AKIDgatewayTest0001',
  accountId: testAccount.accountId,
  secretKey: 'gatewayTestSecretKey0001',
  state: 'active',
  createdAt: 0,
}

/** Echoes what reached the handler; its schema has one field of each kind that the wire knows. */
export const echoAction: Action<Record<string, unknown>> = {
  schema: z.object({
    RuleId: z.string().max(32),
    Count: z.int().min(0).max(10).optional(),
    Score: z.number().optional(),
    Flag: z.boolean().optional(),
    Tags: z.array(z.string()).nullish(),
    Kind: z.enum(['a', 'b']).optional(),
    Nested: z
      .object({ Name: z.string(), Deep: z.object({ On: z.boolean() }).optional() })
      .optional(),
    Rounds: z
      .array(z.object({ Question: z.string(), Answers: z.array(z.string()).optional() }))
      .optional(),
  }),
  handle: async (request, { account, requestId, ...context }) => ({
    Echo: request,
    AccountId: account.accountId,
    Nothing: null,
    Language: context.language,
    Region: context.region,
    Seen: requestId,
  }),
}

/** Throws what its RuleId says. */
export const failingAction: Action<{ RuleId: string }> = {
  schema: z.object({ RuleId: z.string() }),
  handle: async ({ RuleId }) => {
    if (RuleId === 'known') {
      throw new ApiError('FailedOperation.IdPhotoNoExist', { cause: new Error('library says no') })
    }
    if (RuleId === 'unprintable') return { Big: 1n }
    throw new TypeError(`the secret of ${RuleId} fell out`)
  },
}

/** A gateway that listens on a free port of the loopback. */
export interface TestApp {
  port: number
  /** `127.0.0.1:PORT` */
  host: string
  url: string
  /** Everything the server logged, as JSON lines. */
  logged: () => string
  close: () => Promise<void>
}

interface Settings {
  actions?: Record<string, Action>
  account?: Partial<Account>
  key?: Partial<ApiKey>
  clock?: () => number
  options?: Partial<GatewayOptions>
  http?: Partial<HttpServerOptions>
}

/** Starts the real application over real HTTP, on small actions unless others are given. */
export async function startTestApp(settings: Settings = {}): Promise<TestApp> {
  const lines: string[] = []
  const logger: Logger = pino({ level: 'debug' }, { write: line => void lines.push(line) })
  const account = { ...testAccount, ...settings.account }
  const apiKey = { ...testKey, ...settings.key }
  const app = createApp({
    actions: settings.actions ?? { DetectAuth: echoAction, GetDetectInfo: failingAction },
    findKey: async secretId => (secretId === apiKey.secretId ? { apiKey, account } : null),
    clock: settings.clock ?? Date.now,
    logger,
    options: settings.options ?? {},
  })
  const server = createServer(app, { logger, ...settings.http })
  const { port } = await server.listen(0, '127.0.0.1')
  return {
    port,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/`,
    logged: () => lines.join(''),
    close: server.close,
  }
}
