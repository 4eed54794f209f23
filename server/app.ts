import Koa from 'koa'
import type { Logger } from 'pino'
import type { Action } from './api/actions/action.ts'
import { defaultGatewayOptions, type GatewayOptions } from './api/gatewayOptions.ts'
import { createAuthenticate, type FindKey } from './api/middleware/authenticate.ts'
import { createDispatch } from './api/middleware/dispatch.ts'
import { createNotFound } from './api/middleware/notFound.ts'
import { createParseParameters } from './api/middleware/parseParameters.ts'
import { createRateLimit } from './api/middleware/rateLimit.ts'
import { createReadAction } from './api/middleware/readAction.ts'
import { createReadRequest } from './api/middleware/readRequest.ts'
import { createRequestId } from './api/middleware/requestId.ts'
import { createRespond } from './api/middleware/respond.ts'
import { createRouter } from './api/router.ts'
import type { createRecordRouter } from './api/session/recordRouter.ts'
import type { createRecordingRouter } from './api/recording/recordingRouter.ts'
import type { createSessionRouter } from './api/session/sessionRouter.ts'

/** What the application is made of; only main.ts brings it together. */
export interface AppDeps {
  /** By action name; what is not here is refused. */
  actions: Readonly<Record<string, Action>>
  findKey: FindKey
  /** Epoch ms. */
  clock: () => number
  logger: Logger
  /** The person-facing API (api/session). */
  session?: ReturnType<typeof createSessionRouter>
  /** Captures that are recorded first (api/session/recordRouter.ts). */
  record?: ReturnType<typeof createRecordRouter>
  /** The page for volunteers' voices, where it is switched on. */
  recording?: ReturnType<typeof createRecordingRouter>
  /** Pages of the person's device (api/clientFiles.ts), and in demo mode api/demoSession.ts. */
  pages?: readonly Koa.Middleware[]
  options?: Partial<GatewayOptions>
}

/** The Koa application. The life of an API request is this list, top to bottom. */
export function createApp({
  actions,
  findKey,
  clock,
  logger,
  session,
  record,
  recording,
  pages = [],
  options: given,
}: AppDeps): Koa {
  const options = { ...defaultGatewayOptions, ...given }
  const gateway = [
    createRequestId(clock),
    createRespond(logger),
    createReadRequest(options.maxBodyBytes),
    createReadAction(actions),
    createAuthenticate(findKey, options),
    createRateLimit(clock),
    createParseParameters(),
    createDispatch(),
  ]
  const app = new Koa()
  app.on('error', (error: unknown) => {
    const name = error instanceof Error ? error.name : typeof error
    logger.warn({ name }, 'answer could not be sent')
  })
  app.use(createNotFound())
  for (const page of pages) app.use(page)
  if (session) app.use(session.routes())
  if (record) app.use(record.routes())
  if (recording) app.use(recording.routes())
  app.use(createRouter(gateway).routes())
  return app
}
