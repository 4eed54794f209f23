import { createHash, timingSafeEqual } from 'node:crypto'
import type { Account } from '../domain/account.ts'
import type { Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'

/** Where a request of the person's device comes from. */
export interface Visitor {
  /** The page's web origin when it is not one of our own; null for our own pages and mini programs. */
  origin: string | null
  /** A hint and never evidence. */
  userAgent: string
  /** The request names this very machine (`localhost`, a loopback address). */
  isLocal: boolean
  language: 'zh-CN' | 'en-US'
}

/** A session with what its BizToken stands for. */
export interface DeviceSession {
  session: Session
  rule: Rule
  account: Account
}

export interface FindDeps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  rules: { find(ruleId: string): Promise<Rule | null> }
  accounts: { find(accountId: string): Promise<Account | null> }
  clock: () => number
}

export type FindForDevice = ReturnType<typeof createFindForDevice>

/** What is stored of a device secret: 256 random bits need no slow hash. */
export function hashDeviceSecret(bizToken: string, deviceSecret: string): string {
  return createHash('sha256').update(`${bizToken}\n${deviceSecret}`).digest('hex')
}

/**
 * Finds the session of a BizToken for the device that bound it (design.md §5: a BizToken is not a
 * bearer of trust).
 * @throws ApiError Session.NotFound, Session.Gone, Session.OriginRefused, Session.OtherDevice
 */
export function createFindForDevice(deps: FindDeps) {
  return async function findForDevice(
    request: { bizToken: string; deviceSecret: string },
    visitor: Pick<Visitor, 'origin'>,
  ): Promise<DeviceSession> {
    const found = await findForVisitor(deps, request.bizToken, visitor)
    const { bizToken, deviceHash } = found.session
    const given = hashDeviceSecret(bizToken, request.deviceSecret)
    if (deviceHash === null || !timingSafeEqual(Buffer.from(given), Buffer.from(deviceHash))) {
      throw new ApiError('Session.OtherDevice')
    }
    return found
  }
}

/**
 * The same before the device is known.
 * @throws ApiError Session.NotFound, Session.Gone, Session.OriginRefused
 */
export async function findForVisitor(
  deps: FindDeps,
  bizToken: string,
  { origin }: Pick<Visitor, 'origin'>,
): Promise<DeviceSession> {
  const session = await deps.sessions.find(bizToken.toUpperCase())
  if (!session) throw new ApiError('Session.NotFound')
  const rule = await deps.rules.find(session.ruleId)
  const account = await deps.accounts.find(session.accountId)
  if (!rule || !account) throw new Error(`rule or account of ${session.bizToken} is gone`)
  // Before anything is said about the session: a foreign page learns nothing.
  if (origin !== null && !account.origins.includes(origin)) {
    throw new ApiError('Session.OriginRefused')
  }
  if (account.state !== 'active') throw new ApiError('Session.NotFound')
  if (session.purgedAt !== null || deps.clock() >= session.purgeAt) {
    throw new ApiError('Session.Gone')
  }
  return { session, rule, account }
}

/**
 * The session can still be worked on.
 * @throws ApiError Session.Finished, Session.Expired
 */
export function requireOpen(session: Session, now: number): void {
  if (session.state === 'passed' || session.state === 'failed') {
    throw new ApiError('Session.Finished')
  }
  if (session.state === 'expired' || now >= session.expiresAt) throw new ApiError('Session.Expired')
}
