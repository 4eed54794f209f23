import type { Middleware } from 'koa'
import Router from 'koa-router'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Visitor } from '../../flows/findForDevice.ts'
import type {
  NativeFinishAnswer,
  NativeFinishRequest,
  NativeStartAnswer,
} from '../../protocol/nativeCapture.ts'
import {
  consentScopes,
  deviceSecretShape,
  sessionPath,
  type ConsentAnswer,
  type ConsentRequest,
  type DeviceRequest,
  type IdentityAnswer,
  type IdentityRequest,
  type OpenAnswer,
  type OpenidRequest,
  type OpenRequest,
  type StatusAnswer,
} from '../../protocol/session.ts'
import { readVisitor, type VisitorOptions } from '../readVisitor.ts'
import { createAllowOrigins } from './allowOrigins.ts'
import { createAnswerSession } from './answerSession.ts'
import { createReadSessionBody, parseSessionBody } from './readSessionBody.ts'

/** The flows behind /session. */
export interface SessionDeps {
  openSession: (request: OpenRequest, visitor: Visitor) => Promise<OpenAnswer>
  giveConsent: (request: ConsentRequest, visitor: Visitor) => Promise<ConsentAnswer>
  withdrawConsent: (request: DeviceRequest, visitor: Visitor) => Promise<void>
  submitIdentity: (request: IdentityRequest, visitor: Visitor) => Promise<IdentityAnswer>
  proveOpenid: (request: OpenidRequest, visitor: Visitor) => Promise<void>
  sessionStatus: (request: DeviceRequest, visitor: Visitor) => Promise<StatusAnswer>
  startNative: (request: DeviceRequest, visitor: Visitor) => Promise<NativeStartAnswer>
  finishNative: (request: NativeFinishRequest, visitor: Visitor) => Promise<NativeFinishAnswer>
  knowsOrigin: (origin: string) => Promise<boolean>
  logger: Logger
  options: VisitorOptions
}

const bizToken = z.uuid()
const deviceSecret = z.string().regex(deviceSecretShape)
const device = { bizToken, deviceSecret }
/** Of OAuth and wx.login; WeChat gives no length. */
const code = z.string().min(1).max(512)

const schemas = {
  open: z.strictObject({
    bizToken,
    deviceSecret: deviceSecret.exactOptional(),
    pageUrl: z.string().max(2048).exactOptional(),
  }),
  consent: z.strictObject({
    ...device,
    version: z.string().max(32),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    language: z.enum(['zh-CN', 'en-US']),
    scopes: z.array(z.enum(consentScopes)).max(consentScopes.length),
  }),
  device: z.strictObject(device),
  capture: z.strictObject({ ...device, captureId: z.uuid() }),
  identity: z.strictObject({
    ...device,
    name: z.string().max(128),
    idCard: z.string().max(64),
  }),
  openid: z.strictObject({
    ...device,
    code: code.exactOptional(),
    state: z.string().max(128).exactOptional(),
    standIn: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .exactOptional(),
  }),
}

/** The person-facing HTTP API (protocol/session.ts), every path a POST. */
export function createSessionRouter(deps: SessionDeps): Router {
  const router = new Router({ prefix: sessionPath, strict: true })
  const before = [
    createAllowOrigins(deps.knowsOrigin, deps.options),
    createAnswerSession(deps.logger),
    createReadSessionBody(),
  ]

  function serve<Request>(
    name: string,
    schema: z.ZodType<Request>,
    flow: (request: Request, visitor: Visitor) => Promise<object | void>,
  ): void {
    const handle: Middleware = async ctx => {
      const text = ctx.request.rawBody ?? ''
      const request = parseSessionBody(schema, ctx.get('Content-Type'), text)
      const visitor = readVisitor(ctx.req, deps.options)
      ctx.body = (await flow(request, visitor)) ?? {}
    }
    router.post(`/${name}`, ...before, handle)
    router.options(`/${name}`, ...before.slice(0, 1))
  }

  serve('open', schemas.open, deps.openSession)
  serve('consent', schemas.consent, deps.giveConsent)
  serve('withdraw', schemas.device, deps.withdrawConsent)
  serve('identity', schemas.identity, deps.submitIdentity)
  serve('openid', schemas.openid, deps.proveOpenid)
  serve('status', schemas.device, deps.sessionStatus)
  serve('native/start', schemas.device, deps.startNative)
  serve('native/finish', schemas.capture, deps.finishNative)
  return router
}
