import { randomBytes } from 'node:crypto'
import { createCaptureSocket, type CaptureSocket, type SocketTimes } from './api/captureSocket.ts'
import type { VisitorOptions } from './api/readVisitor.ts'
import { createRecordRouter } from './api/session/recordRouter.ts'
import { createSessionRouter, type SessionDeps } from './api/session/sessionRouter.ts'
import type { CaptureVision } from './domain/capture/captureVision.ts'
import type { ClipReader } from './domain/clip/clip.ts'
import type { Calibration } from './domain/compare.ts'
import type { DigitListener } from './domain/digit/digitListener.ts'
import type { LightSecret } from './domain/light/generateLightChallenge.ts'
import type { LightTiming } from './domain/light/lightTiming.ts'
import type { JudgePerformance } from './domain/judgePerformance.ts'
import { canJudgePassively } from './domain/pad/canJudgePassively.ts'
import type { PadLimits } from './domain/pad/padLimits.ts'
import type { AuthorityProvider } from './domain/person.ts'
import { qualityLimits } from './domain/quality.ts'
import { webhookTimeoutMs } from './domain/webhook.ts'
import type { WeChatApi } from './domain/wechat.ts'
import { createAdmitCapture } from './flows/admitCapture.ts'
import { createAssessCapture } from './flows/assessCapture.ts'
import { createAssessClip } from './flows/assessClip.ts'
import type { AssessPhoto } from './flows/assessPhoto.ts'
import { createCaptureOwners } from './flows/captureOwners.ts'
import { createCheckClient } from './flows/checkClient.ts'
import { createCompareWithReference } from './flows/compareWithReference.ts'
import { createDrawChallenge } from './flows/drawChallenge.ts'
import { createDeliverWebhooks } from './flows/deliverWebhooks.ts'
import { createFindForDevice } from './flows/findForDevice.ts'
import { createFindReference } from './flows/findReference.ts'
import { createFinishCapture } from './flows/finishCapture.ts'
import { createFindNativeAnswer } from './flows/findNativeAnswer.ts'
import { createFinishNative } from './flows/finishNative.ts'
import { createGiveConsent } from './flows/giveConsent.ts'
import { createHearCode } from './flows/hearCode.ts'
import { createIssueChallenge } from './flows/issueChallenge.ts'
import { createJudgeNative } from './flows/judgeNative.ts'
import { createKeepVerdict } from './flows/keepVerdict.ts'
import { createLookAtEarlier } from './flows/lookAtEarlier.ts'
import { createLookAtNative } from './flows/lookAtNative.ts'
import { createLossOf } from './flows/lossOf.ts'
import { createMarkWorking } from './flows/markWorking.ts'
import { createNoteLimit } from './flows/noteLimit.ts'
import { createOpenSession } from './flows/openSession.ts'
import { createProveOpenid } from './flows/proveOpenid.ts'
import { createAssessRecorded } from './flows/recorded/assessRecorded.ts'
import { createFinishRecorded } from './flows/recorded/finishRecorded.ts'
import { createRunRecorded } from './flows/recorded/runRecorded.ts'
import { createReadNativeEnd } from './flows/readNativeEnd.ts'
import { createReleaseAbandoned } from './flows/releaseAbandoned.ts'
import { createReleaseCapture } from './flows/releaseCapture.ts'
import { createRunCapture } from './flows/runCapture.ts'
import { createSettleEarlier } from './flows/settleEarlier.ts'
import { createSettleNative } from './flows/settleNative.ts'
import { createStartNative } from './flows/startNative.ts'
import { createSessionStatus } from './flows/sessionStatus.ts'
import { createSubmitIdentity } from './flows/submitIdentity.ts'
import { createWithdrawConsent } from './flows/withdrawConsent.ts'
import type { Job } from './jobs/scheduler.ts'
import type { Store } from './openStore.ts'
import { resultCode } from './protocol/resultCodes.ts'
import { createPostWebhook } from './webhook/createPostWebhook.ts'

interface Deps {
  store: Store
  vision: CaptureVision
  reader: Pick<ClipReader, 'readClip'>
  assessPhoto: AssessPhoto
  authority: AuthorityProvider
  calibration: Calibration
  wechat: WeChatApi
  judge: JudgePerformance
  listener: DigitListener
  padLimits: PadLimits
  timing: LightTiming
  drawLight?: () => LightSecret
  mode: 'demo' | 'production'
  visitorOptions: VisitorOptions
  clock: () => number
  logger: SessionDeps['logger']
  /** Tests set shorter ones. */
  socketTimes?: SocketTimes
  uploadMs?: number
}

/** What the person's device talks to: main.ts's part for sessions, captures and webhooks. */
export function wireSessions(deps: Deps) {
  const { store, vision, mode, clock, logger, visitorOptions: options } = deps
  const findForDevice = createFindForDevice({ ...store, clock })
  const checkClient = createCheckClient(mode)
  const knowsOrigin = (origin: string) => store.accounts.knowsOrigin(origin)
  const owners = createCaptureOwners()
  const { wechat } = deps
  const lossOf = createLossOf(store)
  const common = { ...store, findForDevice, checkClient, owners, lossOf, wechat, mode, clock }
  const isCharged = (code: number) => resultCode(code).charged

  const admitCapture = createAdmitCapture({
    ...common,
    canJudgePassively: canJudgePassively(mode, deps.padLimits.minScore),
  })
  const releaseCapture = createReleaseCapture(common)
  const keepVerdict = createKeepVerdict({ ...common, isCharged })
  const counting = { ...common, noteLimit: createNoteLimit(common) }

  const findNativeAnswer = createFindNativeAnswer(common)
  const readNativeEnd = createReadNativeEnd(common)
  const lookAtNative = createLookAtNative({ ...common, readNativeEnd })
  const judgeNative = createJudgeNative({
    ...counting,
    keepVerdict,
    findNativeAnswer,
    readNativeEnd,
  })
  const lookAtEarlier = createLookAtEarlier({ ...common, lookAtNative })
  const markWorking = createMarkWorking(common)
  function onFault(error: unknown, captureId: string | null): void {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    logger.error({ captureId, cause: { name, message, stack } }, 'capture failed')
  }

  const router = createSessionRouter({
    openSession: createOpenSession(common),
    giveConsent: createGiveConsent(common),
    withdrawConsent: createWithdrawConsent(common),
    submitIdentity: createSubmitIdentity({ ...common, lookAtEarlier, judgeNative }),
    proveOpenid: createProveOpenid(common),
    sessionStatus: createSessionStatus(common),
    startNative: createStartNative({
      ...counting,
      admitCapture,
      releaseCapture,
      markWorking,
      settleEarlier: createSettleEarlier({ ...common, lookAtEarlier, judgeNative }),
    }),
    finishNative: createFinishNative({ ...common, findNativeAnswer, judgeNative }),
    knowsOrigin,
    logger,
    options,
  })

  // What sockets and recordings have in common.
  const capturing = {
    ...common,
    admitCapture,
    issueChallenge: createIssueChallenge({
      ...counting,
      drawChallenge: createDrawChallenge({
        random: randomBytes,
        timing: deps.timing,
        ...(deps.drawLight && { drawLight: deps.drawLight }),
      }),
    }),
    releaseCapture,
    vision,
    monotonicMs: () => performance.now(),
    onFault,
  }
  const { listener, padLimits, calibration } = deps
  const judging = {
    ...common,
    compareWithReference: createCompareWithReference(deps),
    findReference: createFindReference({ ...store, authority: deps.authority }),
    keepVerdict,
    qualityLimits,
    padLimits,
    calibration,
  }
  const runCapture = createRunCapture({
    ...capturing,
    finishCapture: createFinishCapture({
      ...judging,
      assessCapture: createAssessCapture({
        ...judging,
        judge: deps.judge,
        hearCode: createHearCode(listener),
      }),
    }),
  })
  const recorded = createRunRecorded({
    ...capturing,
    readClip: deps.reader.readClip,
    uploadMs: deps.uploadMs,
    markWorking,
    finishRecorded: createFinishRecorded({
      ...judging,
      assessRecorded: createAssessRecorded({
        ...judging,
        assessClip: createAssessClip({ ...judging, vision, listener }),
      }),
    }),
  })
  const recordRouter = createRecordRouter({ recorded, knowsOrigin, logger, options })
  const captureSocket: CaptureSocket = createCaptureSocket({
    runCapture,
    knowsOrigin,
    logger,
    options,
    ...(deps.socketTimes && { times: deps.socketTimes }),
  })

  const jobs: Job[] = [
    { name: 'releaseAbandoned', intervalMs: 60_000, run: createReleaseAbandoned(common) },
    {
      name: 'settleNative',
      intervalMs: 60_000,
      run: createSettleNative({ ...common, lookAtNative, judgeNative, onFault }),
    },
    {
      name: 'deliverWebhooks',
      intervalMs: 2_000,
      run: createDeliverWebhooks({
        ...common,
        post: createPostWebhook({ allowsHttp: mode === 'demo', timeoutMs: webhookTimeoutMs }),
      }),
    },
  ]
  return { router, recordRouter, recorded, captureSocket, jobs }
}
