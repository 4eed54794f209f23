import type { Context, Middleware } from 'koa'
import Router from 'koa-router'
import type { Logger } from 'pino'
import { z } from 'zod'
import { recordingScopes, type RecordingLanguage } from '../../domain/recording/recordingConsent.ts'
import { bytesPerMs, recordingLimits } from '../../domain/recording/recordingLimits.ts'
import { ApiError } from '../../errors.ts'
import type { createRecordings } from '../../flows/recording/createRecordings.ts'
import { recordingPath } from '../../protocol/recording.ts'
import { createLimitAddress } from '../middleware/limitAddress.ts'
import { readBytes } from '../readBytes.ts'
import { createAnswerSession } from '../session/answerSession.ts'
import { createReadSessionBody, parseSessionBody } from '../session/readSessionBody.ts'

const agreement = z.strictObject({
  language: z.enum(['zh-CN', 'en-US']),
  textHash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(recordingScopes)).max(recordingScopes.length),
})
const speakerShape = /^[0-9a-f-]{36}$/
const placeShape = /^\d{1,2}$/

/** What the recording page asks for (protocol/recording.ts). */
export function createRecordingRouter(
  recordings: ReturnType<typeof createRecordings>,
  { logger, clock, trustProxy }: { logger: Logger; clock: () => number; trustProxy: boolean },
): Router {
  const router = new Router({ prefix: recordingPath, strict: true })
  const answer = createAnswerSession(logger)
  const limitAddress = createLimitAddress({
    clock,
    trustProxy,
    perHour: recordingLimits.speakersPerHour,
  })
  /** Before the limit: strangers use up nothing of those who share their address. */
  const admit: Middleware = (ctx, next) => {
    recordings.admit(bearerOf(ctx))
    return next()
  }
  router.get('/consent', answer, ctx => {
    ctx.body = recordings.offer(bearerOf(ctx), languageOf(ctx))
  })
  router.post('/speakers', answer, admit, limitAddress, createReadSessionBody(), async ctx => {
    const text = typeof ctx.request.body === 'string' ? ctx.request.body : ''
    const request = parseSessionBody(agreement, ctx.get('Content-Type'), text)
    ctx.body = await recordings.begin(bearerOf(ctx), request)
  })
  router.put('/speakers/:speaker/:place', answer, async ctx => {
    const place = ctx.params['place'] ?? ''
    if (!placeShape.test(place)) throw new ApiError('ResourceNotFound')
    const pcm = await readBytes(ctx.req, recordingLimits.maxMs * bytesPerMs)
    ctx.body = await recordings.keep(bearerOf(ctx), speakerOf(ctx.params), Number(place), pcm)
  })
  router.delete('/speakers/:speaker', answer, async ctx => {
    await recordings.withdraw(bearerOf(ctx), speakerOf(ctx.params))
    ctx.body = {}
  })
  return router
}

function speakerOf(params: Record<string, string | undefined>): string {
  const speakerId = params['speaker'] ?? ''
  if (!speakerShape.test(speakerId)) throw new ApiError('ResourceNotFound')
  return speakerId
}

function bearerOf(ctx: Context): string {
  return /^Bearer ([\w-]{1,128})$/.exec(ctx.get('Authorization'))?.[1] ?? ''
}

function languageOf(ctx: Context): RecordingLanguage {
  return /^en\b/i.test(ctx.get('Accept-Language')) ? 'en-US' : 'zh-CN'
}
