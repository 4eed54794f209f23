import { randomUUID } from 'node:crypto'
import { isRearCamera } from '../domain/capture/virtualCamera.ts'
import type { Consent } from '../domain/consent.ts'
import { needsOpenid } from '../domain/retryLimit.ts'
import { needsPassivePad, type LivenessMode, type Rule } from '../domain/rule.ts'
import { ApiError } from '../errors.ts'
import { captureVersion, type ClientMessage } from '../protocol/capture.ts'
import type { ChallengeSupport } from '../protocol/challenge.ts'
import type { DeviceRequest } from '../protocol/session.ts'
import type { CheckClient } from './checkClient.ts'
import {
  requireOpen,
  type DeviceSession,
  type FindForDevice,
  type Visitor,
} from './findForDevice.ts'
import { offerConsent } from './offerConsent.ts'
import type { Transition } from './transition.ts'

export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** What is looked at of a hello, or of a recording's beginning. */
export interface CaptureClaim extends Pick<
  Hello,
  'version' | 'bizToken' | 'deviceSecret' | 'supports'
> {
  camera: Pick<Hello['camera'], 'label' | 'facing'>
}

/** A capture that WeChat performs and judges; it brings no camera here. */
export type NativeHello = { type: 'native' } & DeviceRequest

/** A capture that owns its session. */
export interface AdmittedCapture extends DeviceSession {
  /** Names the capture, its attempt row and its evidence. */
  captureId: string
}

interface Deps {
  findForDevice: FindForDevice
  sessions: {
    transition: Transition<{ captureId: string; workingSince: number }, { startsAt: number }>
  }
  consents: { find(consentId: string): Promise<Consent | null> }
  checkClient: CheckClient
  /** False while the passive PAD slot is empty: it may have been filled when the session was begun. */
  canJudgePassively: boolean
  clock: () => number
}

export type AdmitCapture = ReturnType<typeof createAdmitCapture>

/** What a client must be able to perform for each mode. */
const supportOf: Record<LivenessMode, ChallengeSupport> = {
  light: 'light@1',
  digit: 'digit@1',
  'light-digit': 'light-digit@1',
  action: 'action@1',
  silent: 'silent@1',
}

/**
 * The checks behind `hello`, in this order (a native capture has no camera and no mode to check); then
 * the capture takes the session, from an older capture of the same device if need be.
 *
 * @param mayServe whether this way of capturing serves the rule at all
 * @throws ApiError with the code of the first check that fails
 */
export function createAdmitCapture(deps: Deps) {
  return async function admitCapture(
    hello: CaptureClaim | NativeHello,
    visitor: Visitor,
    mayServe: (rule: Rule) => boolean = () => true,
  ): Promise<AdmittedCapture> {
    const own = 'camera' in hello ? hello : null
    if (own && own.version !== captureVersion) throw new ApiError('Capture.VersionUnsupported')
    if (own && isRearCamera(own.camera.label, own.camera.facing)) {
      throw new ApiError('Capture.RearCamera')
    }
    const found = await deps.findForDevice(hello, visitor)
    const { session, rule } = found
    const now = deps.clock()
    requireOpen(session, now)
    if (rule.state === 'disabled') throw new ApiError('InvalidParameterValue.RuleIdDisabled')
    if (rule.engine !== (own ? 'own' : 'wechat')) throw new ApiError('Capture.EngineMismatch')
    if (!mayServe(rule) || (own && !own.supports.includes(supportOf[rule.livenessMode]))) {
      throw new ApiError('Capture.ModeUnsupported')
    }
    if (own && needsPassivePad(rule.livenessMode) && !deps.canJudgePassively) {
      throw new ApiError('Capture.ModeUnsupported')
    }
    if (!deps.checkClient(rule, visitor).ok) throw new ApiError('Session.Environment')
    await requireConsent(found, now)
    requirePerson(found)
    if (session.state === 'judging') throw new ApiError('Session.Busy')

    const captureId = randomUUID()
    const owned = await deps.sessions.transition(
      session.bizToken,
      ['consented', 'capturing'],
      'capturing',
      { captureId, workingSince: now },
      { startsAt: now },
    )
    if (!owned) throw new ApiError('Session.Busy')
    return { ...found, session: owned, captureId }
  }

  async function requireConsent(found: DeviceSession, now: number): Promise<void> {
    const { consentId } = found.session
    const consent = consentId === null ? null : await deps.consents.find(consentId)
    if (!consent || consent.withdrawnAt !== null) throw new ApiError('Session.ConsentNeeded')
    const { hash, scopes } = offerConsent(found, consent.language, now)
    if (consent.textHash !== hash) throw new ApiError('Session.ConsentOutdated')
    // The identity may have come after the consent, and with it a child's age.
    const missing = scopes.filter(scope => !consent.scopes.includes(scope))
    if (missing.length > 0) throw new ApiError('Session.GuardianNeeded')
  }
}

/** R26: no proven openid, no capture; and no comparison without somebody to compare with. */
function requirePerson({ session, rule }: DeviceSession): void {
  if (needsOpenid(rule.channel) && !session.openid) throw new ApiError('Session.OpenidNeeded')
  const isNamed = session.identity !== null
  const hasReference = session.referenceEvidenceId !== null
  if (!isNamed && (!hasReference || rule.identityEntry === 'page')) {
    throw new ApiError('Session.IdentityNeeded')
  }
}
