import { recordedLimits, recordLimits } from '../../domain/capture/recordedLimits.ts'
import { mayRecord } from '../../domain/rule.ts'
import { ApiError } from '../../errors.ts'
import { captureVersion } from '../../protocol/capture.ts'
import type {
  RecordCommitRequest,
  RecordFinishAnswer,
  RecordPartAnswer,
  RecordRequest,
  RecordStartAnswer,
  RecordStartRequest,
} from '../../protocol/recordedCapture.ts'
import type { AdmitCapture } from '../admitCapture.ts'
import type { CaptureOwners } from '../captureOwners.ts'
import { requireOpen, type FindForDevice, type Visitor } from '../findForDevice.ts'
import type { IssueChallenge } from '../issueChallenge.ts'
import { createByteBudget } from './byteBudget.ts'
import { recordedRefusals } from './recordedRefusals.ts'
import {
  createRecordedCeremony,
  type RecordedCeremony,
  type RecordedCeremonyDeps,
  type RecordedEnd,
  type SharedRoom,
} from './recordedCeremony.ts'

interface Deps extends RecordedCeremonyDeps {
  findForDevice: FindForDevice
  admitCapture: AdmitCapture
  issueChallenge: IssueChallenge
  owners: CaptureOwners
}

/** An end that is told to who asks again. */
interface PastRecording {
  bizToken: string
  end: RecordedEnd
  timer: NodeJS.Timeout
}

export type RunRecorded = ReturnType<typeof createRunRecorded>

/**
 * All recorded captures of this process (protocol/recordedCapture.ts). Their clips are in its memory, so
 * all requests of one capture must reach the same process.
 */
export function createRunRecorded(deps: Deps) {
  const open = new Map<string, RecordedCeremony>()
  const past = new Map<string, PastRecording>()
  const room: SharedRoom = { budget: createByteBudget(recordedLimits.maxTotalBytes), judged: 0 }
  let starting = 0
  let isStopping = false

  function remember(captureId: string, ended: Omit<PastRecording, 'timer'>): void {
    const timer = setTimeout(() => forget(captureId), recordedLimits.answerMs)
    timer.unref()
    past.set(captureId, { ...ended, timer })
    const [oldest] = past.keys()
    if (past.size > recordedLimits.maxAnswers && oldest !== undefined) forget(oldest)
  }

  function forget(captureId: string): void {
    clearTimeout(past.get(captureId)?.timer)
    past.delete(captureId)
  }

  /**
   * The capture that a request names, or how it ended.
   * @throws ApiError of FindForDevice; Session.Finished, Expired, Capture.Superseded for one that this
   * process does not know, or that lost the session
   */
  async function find(
    { captureId, ...device }: RecordRequest,
    visitor: Visitor,
  ): Promise<{ ceremony: RecordedCeremony } | { end: RecordedEnd }> {
    const { session } = await deps.findForDevice(device, visitor)
    const ceremony = open.get(captureId)
    if (ceremony?.bizToken === session.bizToken) {
      if (session.captureId !== captureId) ceremony.end(new ApiError('Capture.Superseded'))
      return { ceremony }
    }
    const known = past.get(captureId)
    if (known?.bizToken === session.bizToken) {
      if (session.captureId === null) return { end: known.end }
      forget(captureId)
    }
    requireOpen(session, deps.clock())
    throw new ApiError('Capture.Superseded')
  }

  /** @throws ApiError also when it has ended */
  async function findOpen(request: RecordRequest, visitor: Visitor): Promise<RecordedCeremony> {
    const found = await find(request, visitor)
    if ('ceremony' in found) return found.ceremony
    throw 'error' in found.end ? found.end.error : recordedRefusals.judged()
  }

  async function begin(request: RecordStartRequest, visitor: Visitor): Promise<RecordStartAnswer> {
    const camera = { label: '', ...request.camera }
    const claim = { ...request, camera, version: captureVersion }
    const capture = await deps.admitCapture(claim, visitor, mayRecord)
    const { captureId } = capture
    const { bizToken } = capture.session
    let ceremony: RecordedCeremony | null = null
    let loss: ApiError | null = null
    const lose = (error: ApiError) => {
      loss = error
      ceremony?.end(error)
    }
    deps.owners.take(bizToken, lose)
    const { maxSpareMs } = recordedLimits
    const issued = await deps.issueChallenge(capture, maxSpareMs).catch(async (error: unknown) => {
      deps.owners.leave(bizToken, lose)
      await deps.releaseCapture(capture)
      throw error
    })
    ceremony = createRecordedCeremony(deps, room, { capture, issued, request, visitor })
    open.set(captureId, ceremony)
    void ceremony.ended.then(end => {
      open.delete(captureId)
      deps.owners.leave(bizToken, lose)
      remember(captureId, { bizToken, end })
    })
    // What happened while the challenge was being issued is told at the next request.
    if (loss) lose(loss)
    if (isStopping) ceremony.end(new ApiError('Capture.ServerStopping'))
    return { captureId, challenge: issued.challenge, limits: recordLimits }
  }

  return {
    /** @throws ApiError of AdmitCapture and IssueChallenge; Capture.Busy, ServerStopping */
    async start(request: RecordStartRequest, visitor: Visitor): Promise<RecordStartAnswer> {
      if (isStopping) throw new ApiError('Capture.ServerStopping')
      // Those that wait for the database count, or a crowd would come in at once.
      if (open.size + starting >= recordedLimits.maxCaptures) throw new ApiError('Capture.Busy')
      starting += 1
      try {
        return await begin(request, visitor)
      } finally {
        starting -= 1
      }
    },

    async commit(
      { painted, sizeBytes, sha256, ...request }: RecordCommitRequest,
      visitor: Visitor,
    ): Promise<void> {
      const ceremony = await findOpen(request, visitor)
      await ceremony.commit({ painted, sizeBytes, sha256 })
    },

    /** @param readBody called once the part is welcome; rejects when the body is larger than allowed */
    async part(
      { offset, ...request }: RecordRequest & { offset: number },
      readBody: (maxBytes: number) => Promise<Uint8Array>,
      visitor: Visitor,
    ): Promise<RecordPartAnswer> {
      const ceremony = await findOpen(request, visitor)
      return await ceremony.addPart(offset, readBody)
    },

    async finish(request: RecordRequest, visitor: Visitor): Promise<RecordFinishAnswer> {
      const found = await find(request, visitor)
      if ('ceremony' in found) return { verdict: await found.ceremony.finish() }
      if ('error' in found.end) throw found.end.error
      return { verdict: found.end.verdict }
    },

    /** Ends every capture; those that are being judged get their verdict first. */
    async stop(): Promise<void> {
      isStopping = true
      for (const ceremony of open.values()) ceremony.end(new ApiError('Capture.ServerStopping'))
      await Promise.all([...open.values()].map(({ ended }) => ended))
      for (const captureId of past.keys()) forget(captureId)
    },
  }
}
