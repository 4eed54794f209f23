import { createHmac, randomBytes } from 'node:crypto'
import type { Consent } from '../domain/consent.ts'
import { maskIdCard, maskName } from '../domain/masking.ts'
import { needsOpenid } from '../domain/retryLimit.ts'
import { hasLight, type Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import type { WeChatAccount, WeChatApi } from '../domain/wechat.ts'
import { ApiError } from '../errors.ts'
import type { OpenAnswer, OpenRequest } from '../protocol/session.ts'
import type { CheckClient } from './checkClient.ts'
import {
  findForVisitor,
  hashDeviceSecret,
  requireOpen,
  type DeviceSession,
  type FindDeps,
  type Visitor,
} from './findForDevice.ts'
import { offerConsent } from './offerConsent.ts'
import { statusOf } from './statusOf.ts'

interface Deps extends FindDeps {
  sessions: FindDeps['sessions'] & {
    bindDevice(bizToken: string, deviceHash: string): Promise<Session | null>
  }
  consents: { find(consentId: string): Promise<Consent | null> }
  wechatApps: {
    findOfAccount(accountId: string, kind: WeChatAccount['kind']): Promise<WeChatAccount | null>
  }
  wechat: Pick<WeChatApi, 'authoriseUrl'>
  checkClient: CheckClient
  mode: 'demo' | 'production'
}

/**
 * First thing a client does: binds the BizToken to this device at the first opening, and learns what
 * to show. May be called again and again by the same device.
 * @throws ApiError Session.NotFound, Gone, OriginRefused, OtherDevice, Expired; InvalidParameterValue
 */
export function createOpenSession(deps: Deps) {
  return async function openSession(request: OpenRequest, visitor: Visitor): Promise<OpenAnswer> {
    const found = await findForVisitor(deps, request.bizToken, visitor)
    const { rule, account } = found
    const environment = deps.checkClient(rule, visitor)
    const { session, deviceSecret } = await bind(
      found.session,
      request.deviceSecret,
      environment.ok,
    )
    const now = deps.clock()
    const opened = { session, rule, account }
    return {
      deviceSecret,
      status: statusOf(session, now),
      business: account.name,
      purpose: rule.name,
      mode: rule.livenessMode,
      channel: rule.channel,
      engine: rule.engine,
      identity: identityFor(session, rule),
      consent: {
        ...offerConsent(opened, visitor.language, now),
        givenAt: await consentGivenAt(opened, now),
      },
      openid: await openidFor(opened, { ...request, deviceSecret }, visitor),
      environment,
      demo: isDemo(deps.mode, visitor),
      alternative: rule.alternative,
      // WeChat chooses its mode itself, and it may flash.
      flashWarning: rule.engine === 'wechat' || hasLight(rule.livenessMode),
      expiresAt: session.expiresAt,
      serverMs: now,
    }
  }

  /**
   * Of several devices that open at once exactly one gets the session. One that cannot go on, such as
   * a computer that only shows the way into WeChat, does not take it from the phone that can.
   */
  async function bind(session: Session, given: string | undefined, canGoOn: boolean) {
    if (session.deviceHash === null) {
      requireOpen(session, deps.clock())
      const deviceSecret = given ?? randomBytes(32).toString('base64url')
      if (!canGoOn) return { session, deviceSecret }
      const hash = hashDeviceSecret(session.bizToken, deviceSecret)
      const bound = await deps.sessions.bindDevice(session.bizToken, hash)
      if (bound) return { session: bound, deviceSecret }
      session = (await deps.sessions.find(session.bizToken)) ?? session
    }
    if (!given || session.deviceHash !== hashDeviceSecret(session.bizToken, given)) {
      throw new ApiError('Session.OtherDevice')
    }
    return { session, deviceSecret: given }
  }

  async function consentGivenAt({ session, rule, account }: DeviceSession, now: number) {
    const consent = session.consentId && (await deps.consents.find(session.consentId))
    if (!consent || consent.withdrawnAt !== null) return null
    const offer = offerConsent({ session, rule, account }, consent.language, now)
    const isWhole = offer.scopes.every(scope => consent.scopes.includes(scope))
    return consent.textHash === offer.hash && isWhole ? consent.givenAt : null
  }

  async function openidFor(
    { session, rule, account }: DeviceSession,
    request: { deviceSecret: string; pageUrl?: string },
    visitor: Visitor,
  ): Promise<OpenAnswer['openid']> {
    const needed = needsOpenid(rule.channel)
    const proven = session.openid !== null
    const open = needed && !proven
    const app =
      open && rule.channel !== 'miniapp' && request.pageUrl !== undefined
        ? await deps.wechatApps.findOfAccount(account.accountId, 'official')
        : null
    return {
      needed,
      proven,
      authorizeUrl:
        app?.kind === 'official' && request.pageUrl !== undefined
          ? authoriseUrl(app, request.pageUrl, oauthState(session.bizToken, request.deviceSecret))
          : null,
      standIn: open && isDemo(deps.mode, visitor),
    }
  }

  function authoriseUrl(
    app: Extract<WeChatAccount, { kind: 'official' }>,
    redirectUri: string,
    state: string,
  ): string {
    try {
      return deps.wechat.authoriseUrl(app, { redirectUri, state })
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      const detail = {
        zh: 'pageUrl 须为不含 # 的网址。',
        en: 'pageUrl must be a web address without #.',
      }
      throw new ApiError('InvalidParameterValue', { detail, cause })
    }
  }
}

/** R46: on this machine a demo does without WeChat. */
export function isDemo(mode: 'demo' | 'production', { isLocal }: Visitor): boolean {
  return mode === 'demo' && isLocal
}

/**
 * The state of the OAuth round trip: only who knows the device secret can make it, so it binds the
 * returning code to this session and device. Letters and digits only, as WeChat wants.
 */
export function oauthState(bizToken: string, deviceSecret: string): string {
  return createHmac('sha256', deviceSecret).update(`oauth\n${bizToken}`).digest('hex')
}

function identityFor({ identity }: Session, rule: Rule): OpenAnswer['identity'] {
  if (identity) {
    return {
      kind: 'masked',
      name: maskName(identity.name),
      idCard: maskIdCard(identity.idCard),
    }
  }
  return { kind: rule.identityEntry === 'page' ? 'ask' : 'none' }
}
