import type { Context, Middleware } from 'koa'
import Router from 'koa-router'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { RunRecorded } from '../../flows/recorded/runRecorded.ts'
import {
  recordHeaders,
  recordPath,
  type RecordCommitRequest,
  type RecordRequest,
  type RecordStartRequest,
} from '../../protocol/recordedCapture.ts'
import { deviceSecretShape } from '../../protocol/session.ts'
import { readBytes } from '../readBytes.ts'
import { readVisitor } from '../readVisitor.ts'
import { createAllowOrigins } from './allowOrigins.ts'
import { createAnswerSession } from './answerSession.ts'
import { createReadSessionBody, parseSessionBody } from './readSessionBody.ts'
import { requireFields } from './requireFields.ts'
import type { SessionDeps } from './sessionRouter.ts'

interface Deps extends Pick<SessionDeps, 'knowsOrigin' | 'logger' | 'options'> {
  recorded: Pick<RunRecorded, 'start' | 'commit' | 'part' | 'finish'>
}

const device = { bizToken: z.uuid(), deviceSecret: z.string().regex(deviceSecretShape) }
const capture = { ...device, captureId: z.uuid() }
const pixels = z.number().min(0).max(100_000)

const schemas = {
  start: z.strictObject({
    ...device,
    // A newer client may be able to do more than this server knows.
    supports: z.array(z.string().max(32)).max(16),
    camera: z.strictObject({
      label: z.string().max(200).default(''),
      facing: z.enum(['user', 'environment', 'unknown']),
      widthPx: pixels,
      heightPx: pixels,
    }),
  }) satisfies z.ZodType<RecordStartRequest>,
  commit: z.strictObject({
    ...capture,
    // Ten minutes either way are more than any clip has; the longest challenge has 16 steps.
    painted: z.array(z.number().min(-600_000).max(600_000)).max(64),
    sizeBytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }) satisfies z.ZodType<RecordCommitRequest>,
  capture: z.strictObject(capture) satisfies z.ZodType<RecordRequest>,
  part: z.strictObject({
    ...capture,
    offset: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  }),
}

/** Captures that are recorded first (protocol/recordedCapture.ts), every path a POST. */
export function createRecordRouter({ recorded, knowsOrigin, logger, options }: Deps): Router {
  const router = new Router({ prefix: recordPath, strict: true })
  const allowOrigins = createAllowOrigins(knowsOrigin, options, Object.values(recordHeaders))
  const answer = createAnswerSession(logger)
  const readBody = createReadSessionBody()
  const visitorOf = (ctx: Context) => readVisitor(ctx.req, options)
  const parse = <Request>(ctx: Context, schema: z.ZodType<Request>): Request =>
    parseSessionBody(schema, ctx.get('Content-Type'), ctx.request.rawBody ?? '')

  function serve(name: string, ...handlers: Middleware[]): void {
    router.post(`/${name}`, allowOrigins, answer, ...handlers)
    router.options(`/${name}`, allowOrigins)
  }

  serve('start', readBody, async ctx => {
    ctx.body = await recorded.start(parse(ctx, schemas.start), visitorOf(ctx))
  })
  serve('commit', readBody, async ctx => {
    await recorded.commit(parse(ctx, schemas.commit), visitorOf(ctx))
    ctx.body = {}
  })
  serve('part', async ctx => {
    const request = requireFields(schemas.part, {
      ...ctx.query,
      bizToken: ctx.get(recordHeaders.bizToken),
      deviceSecret: ctx.get(recordHeaders.deviceSecret),
    })
    requireBytes(ctx)
    const read = (maxBytes: number) => readBytes(ctx.req, maxBytes)
    ctx.body = await recorded.part(request, read, visitorOf(ctx))
  })
  serve('finish', readBody, async ctx => {
    ctx.body = await recorded.finish(parse(ctx, schemas.capture), visitorOf(ctx))
  })
  return router
}

/** A form of elsewhere cannot send these without asking first (CORS pre-flight). */
function requireBytes(ctx: Context): void {
  if (/^application\/octet-stream\s*(;|$)/i.test(ctx.get('Content-Type'))) return
  throw new ApiError('UnsupportedProtocol', {
    message: {
      zh: '分段的内容类型不受支持。请以 Content-Type: application/octet-stream 发送视频的字节。',
      en: 'The content type of a part is not supported. Send the clip’s bytes with Content-Type: application/octet-stream.',
    },
  })
}
