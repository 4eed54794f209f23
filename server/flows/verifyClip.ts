import type { Account } from '../domain/account.ts'
import type { Check } from '../domain/check.ts'
import type { ClipReader } from '../domain/clip/clip.ts'
import type { ClipTask } from '../domain/clip/clipTask.ts'
import { compareFurthest, type Calibration, type Probes } from '../domain/compare.ts'
import type { IssuedKind } from '../domain/issuedValue.ts'
import { MediaError } from '../domain/mediaError.ts'
import type { AuthorityProvider, Identity } from '../domain/person.ts'
import { needsPassivePad } from '../domain/rule.ts'
import { ApiError } from '../errors.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { AssessClip, AssessedClip } from './assessClip.ts'
import type { AssessedPhoto, AssessPhoto } from './assessPhoto.ts'
import { throwClipFault } from './throwClipFault.ts'
import type { CompareWithReference, ComparisonVerdict } from './compareWithReference.ts'
import { explainFailedChecks } from './explainFailedChecks.ts'
import type { KeepClip } from './keepClip.ts'
import { qualityCodes } from './qualityCodes.ts'
import { readIdentity } from './readIdentity.ts'
import { readClipTask } from './readClipTask.ts'
import { throwVisionFault } from './throwVisionFault.ts'

export interface ClipRequest {
  account: Account
  /** RequestId of the call: names the attempt and its evidence. */
  seq: string
  video: Uint8Array
  livenessType: 'LIP' | 'ACTION' | 'SILENT'
  /** ValidateData; empty when it was not given. */
  validateData: string
  /** With whom to compare: the authority photo of an identity (核身), or a photo (比对). */
  reference: { name: string; idCard: string } | { photo: Uint8Array }
  /** Best frames wanted, at least 1. */
  bestFrames: number
}

/** Outcome of a call. */
export interface ClipVerdict {
  /** Row of protocol/resultCodes.ts. */
  resultCode: number
  /** The wire's finer name for it, where there is one. */
  apiCode: ErrorCode | null
  liveStatus: number
  /** Null = the clip was not live, so that nothing was compared. */
  compareStatus: number | null
  /** 0–100; null when no comparison ran. */
  sim: number | null
  checks: Check[]
  /** JPEG, the best first; empty unless passed. */
  bestFrames: Uint8Array[]
  /** It passed without a passive model, which the mode cannot do without: for demonstration only. */
  isDemonstration: boolean
}

interface Deps {
  reader: ClipReader
  assessClip: AssessClip
  assessPhoto: AssessPhoto
  compareWithReference: CompareWithReference
  authority: AuthorityProvider
  issuedValues: {
    isLive(accountId: string, kind: IssuedKind, value: string, now: number): Promise<boolean>
    take(accountId: string, kind: IssuedKind, value: string, now: number): Promise<boolean>
  }
  keepClip: KeepClip
  calibration: Calibration
  /** Pass at Sim ≥ this; 70 for one-shot actions, not adjustable by the caller (tencent-faceid.md §1a). */
  simThreshold: number
  /** Is there a model in slot pad? */
  hasPadModel: boolean
  /** Without one, demo shows what production refuses. */
  mode: 'demo' | 'production'
  clock: () => number
}

/**
 * Calls whose videos are decoded and looked at: each may unfold to 96 MB of pictures
 * (media/clipLimits.ts), and its best frames hold on to them until the verdict is given.
 */
const maxUnderWay = 8

type Reference = { kind: 'library'; identity: Identity } | { kind: 'photo'; photo: AssessedPhoto }

export type VerifyClip = ReturnType<typeof createVerifyClip>

/**
 * 活体人脸核身 (R2) and 活体人脸比对 (R3): first, is it a live person; then, the same as the reference. Who
 * is not live is compared with nobody, so that a recording never learns whose face the library holds.
 *
 * A video that cannot be decoded, a photo that cannot be compared with, and wrong parameters are
 * ApiErrors: nothing is kept or counted of them (R32), and the live code or action sequence stays good.
 * The value is used up right before the verdict comes to be: whatever fails before that tells nothing
 * about it, and of calls that name the same one only as many get a verdict as were issued.
 */
export function createVerifyClip(deps: Deps) {
  let underWay = 0

  return async function verifyClip(request: ClipRequest): Promise<ClipVerdict> {
    // Who came in time is not refused for waiting.
    const arrivedAt = deps.clock()
    const { task, issued } = readClipTask(request.livenessType, request.validateData)
    const lacksPad = needsPassivePad(task.kind) && !deps.hasPadModel
    if (lacksPad && deps.mode === 'production') throw noPadModel()
    const reference = await readReference(request.reference)
    const { accountId } = request.account
    if (
      issued &&
      !(await deps.issuedValues.isLive(accountId, issued, request.validateData, arrivedAt))
    ) {
      throw notIssued(issued)
    }
    if (underWay >= maxUnderWay) {
      const busy = new MediaError('busy', `${maxUnderWay} clips are under way already`)
      throwClipFault(busy, task.kind)
    }
    underWay += 1
    try {
      const assessed = await assess(request, task)
      if (
        issued &&
        !(await deps.issuedValues.take(accountId, issued, request.validateData, arrivedAt))
      ) {
        throw notIssued(issued)
      }
      const judged = await judge(assessed, reference)
      const verdict = { ...judged, isDemonstration: lacksPad && judged.resultCode === 0 }
      await deps.keepClip(
        request,
        reference.kind === 'library' ? reference.identity : null,
        verdict,
        assessed.bestFrames,
      )
      return verdict
    } finally {
      underWay -= 1
    }
  }

  async function assess({ video, bestFrames }: ClipRequest, task: ClipTask): Promise<AssessedClip> {
    try {
      const clip = await deps.reader.readClip(video)
      return await deps.assessClip(clip, task, bestFrames).catch(throwVisionFault)
    } catch (error) {
      return throwClipFault(error, task.kind)
    }
  }

  async function readReference(given: ClipRequest['reference']): Promise<Reference> {
    if ('name' in given) {
      return { kind: 'library', identity: readIdentity(given.name, given.idCard) }
    }
    const assessed = await deps.assessPhoto(given.photo, 'reference')
    if (assessed.ok) return { kind: 'photo', photo: assessed.photo }
    throw new ApiError(qualityCodes[assessed.reason].apiCode, {
      detail: explainFailedChecks(assessed.checks),
    })
  }

  async function judge(
    { live, probe, bestFrames }: AssessedClip,
    reference: Reference,
  ): Promise<Omit<ClipVerdict, 'isDemonstration'>> {
    const { resultCode: liveStatus, apiCode, checks } = live
    const base = { liveStatus, sim: null, bestFrames: [] }
    if (live.outcome !== 'pass') {
      return { ...base, resultCode: liveStatus, apiCode, compareStatus: null, checks }
    }
    const compared: ComparisonVerdict = probe.ok
      ? await compare(probe.embeddings, reference)
      : { resultCode: probe.resultCode, sim: null, checks: [] }
    const { resultCode, sim } = compared
    return {
      ...base,
      resultCode,
      apiCode: null,
      compareStatus: resultCode,
      sim,
      checks: [...checks, ...probe.checks, ...compared.checks],
      bestFrames: resultCode === 0 ? bestFrames : [],
    }
  }

  async function compare(probes: Probes, reference: Reference): Promise<ComparisonVerdict> {
    const { simThreshold, calibration } = deps
    if (reference.kind === 'library') {
      const answer = await deps.authority.findReference(reference.identity)
      return await deps.compareWithReference(probes, answer, simThreshold)
    }
    const { photo } = reference
    const { match, sim, checks } = compareFurthest(probes, photo.embedding, {
      calibration,
      simThreshold,
    })
    return { resultCode: match ? 0 : 2016, sim, checks: [...photo.checks, ...checks] }
  }
}

function noPadModel(): ApiError {
  return new ApiError('UnsupportedOperation', {
    message: {
      zh: 'LivenessType SILENT 与 ACTION 不可用：被动活体检测（PAD）模型槽为空。请运营方先装入模型（npm run models:add），或改用 LIP。',
      en: 'LivenessType SILENT and ACTION are not available: the passive PAD model slot is empty. Have the operator fill it (npm run models:add), or use LIP.',
    },
  })
}

/** One sentence for a value that was never issued, not to this account, was used, or has expired. */
function notIssued(kind: IssuedKind): ApiError {
  const action = kind === 'liveCode' ? 'GetLiveCode' : 'GetActionSequence'
  return new ApiError('InvalidParameterValue', {
    detail: {
      zh: `ValidateData 须为本账号在 10 分钟内由 ${action} 取得且尚未使用过的值，每个值只能使用一次。`,
      en: `ValidateData must be a value that ${action} gave to this account within 10 minutes; each is good for one call.`,
    },
  })
}
