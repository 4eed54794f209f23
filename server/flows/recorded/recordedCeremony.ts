import { recordedLimits, recordLimits } from '../../domain/capture/recordedLimits.ts'
import type { ClipReader } from '../../domain/clip/clip.ts'
import { MediaError } from '../../domain/mediaError.ts'
import { ApiError } from '../../errors.ts'
import type { ClientVerdict } from '../../protocol/capture.ts'
import type { ErrorCode } from '../../protocol/errorCodes.ts'
import type { RecordStartRequest } from '../../protocol/recordedCapture.ts'
import type { AdmittedCapture } from '../admitCapture.ts'
import type { Visitor } from '../findForDevice.ts'
import type { IssuedChallenge } from '../issueChallenge.ts'
import type { ByteBudget } from './byteBudget.ts'
import { createClipUpload, type ClipUpload } from './clipUpload.ts'
import type { FinishRecorded } from './finishRecorded.ts'
import { createPartGate } from './partGate.ts'
import { isSameCommitment, type JudgedClip, type RecordCommitment } from './recordCommitment.ts'
import { recordedFault } from './recordedFault.ts'
import { recordedRefusals } from './recordedRefusals.ts'
import { requirePainted } from './requirePainted.ts'

/** How a recorded capture ended. */
export type RecordedEnd = { verdict: ClientVerdict } | { error: ApiError }

export interface RecordedCeremonyDeps {
  readClip: ClipReader['readClip']
  finishRecorded: FinishRecorded
  /** @throws ApiError Capture.Superseded */
  markWorking(capture: AdmittedCapture): Promise<void>
  releaseCapture(capture: AdmittedCapture): Promise<void>
  clock: () => number
  monotonicMs: () => number
  onFault(error: unknown, captureId: string | null): void
  /** Shorter in tests; see recordLimits. */
  uploadMs?: number | undefined
}

/** What all recorded captures of a process share. */
export interface SharedRoom {
  budget: ByteBudget
  /** Clips that are being judged. */
  judged: number
}

/** What is known of a recorded capture from its start on. */
export interface StartedRecording {
  capture: AdmittedCapture
  issued: IssuedChallenge
  request: RecordStartRequest
  visitor: Visitor
}

/** One recorded capture, from its challenge to its verdict. */
export interface RecordedCeremony {
  readonly bizToken: string
  /**
   * @throws ApiError Capture.ChallengeExpired, Incomplete, OutOfOrder, ClockRefused, TooBig, Superseded
   */
  commit(commitment: RecordCommitment): Promise<void>
  /**
   * An empty part changes nothing. @returns bytes that are there
   * @throws ApiError Capture.OutOfOrder, TooBig, TooMany, ChainBroken, Busy
   */
  addPart(
    offset: number,
    readBody: (maxBytes: number) => Promise<Uint8Array>,
  ): Promise<{ received: number }>
  /**
   * Several callers get the one verdict.
   * @throws ApiError Capture.OutOfOrder, Incomplete, Busy: it goes on; any other ends it
   */
  finish(): Promise<ClientVerdict>
  /** Ends it with this error; nothing happens while it is judged or after the end. */
  end(error: ApiError): void
  ended: Promise<RecordedEnd>
}

/** Ends that are the server's doing, whatever came before. */
const ours: ReadonlySet<ErrorCode> = new Set(['InternalError', 'Capture.ServerStopping'])

type Phase = 'recording' | 'uploading' | 'judging' | 'over'

export function createRecordedCeremony(
  deps: RecordedCeremonyDeps,
  room: SharedRoom,
  started: StartedRecording,
): RecordedCeremony {
  const { capture, issued } = started
  const { captureId } = capture
  const { lifetimeMs, steps } = issued.challenge
  const startedMs = deps.monotonicMs()
  const expiresAt = deps.clock() + lifetimeMs
  let phase: Phase = 'recording'
  let committed: (Omit<JudgedClip, 'clip'> & { uploadUntilMs: number }) | null = null
  let upload: ClipUpload | null = null
  let judging: Promise<ClientVerdict> | null = null
  let fault: ApiError | null = null
  /** The last step was refused for want of our room or time: an end that follows costs no try. */
  let isOurFault = false
  const budget: ByteBudget = {
    take(bytes) {
      const isTaken = room.budget.take(bytes)
      if (!isTaken) isOurFault = true
      return isTaken
    },
    giveBack: bytes => room.budget.giveBack(bytes),
  }
  const gate = createPartGate(budget, () => upload !== null && upload.received() > 0)
  let hasTimedOut = false
  /** Asked to end while it was being judged. */
  let unheeded: ApiError | null = null
  let timer = setTimeout(() => end(new ApiError('Capture.ChallengeExpired')), lifetimeMs)
  let markEnded: (end: RecordedEnd) => void
  const ended = new Promise<RecordedEnd>(resolve => {
    markEnded = resolve
  })

  async function commit(given: RecordCommitment): Promise<void> {
    if (fault) throw fault
    if (committed) {
      if (isSameCommitment(committed, given)) return
      throw recordedRefusals.otherCommitment()
    }
    const at = deps.clock()
    // Timers may be late.
    if (at >= expiresAt) throw end(new ApiError('Capture.ChallengeExpired'))
    const afterMs = deps.monotonicMs() - startedMs
    requirePainted(given.painted, steps.length, afterMs)
    if (given.sizeBytes > recordLimits.maxClipBytes) {
      throw recordedRefusals.clipTooBig(recordLimits.maxClipBytes)
    }
    upload = createClipUpload(given, budget)
    const { painted, sizeBytes, sha256 } = given
    const uploadMs = deps.uploadMs ?? recordLimits.uploadMs
    const uploadUntilMs = deps.monotonicMs() + uploadMs
    committed = { painted, sizeBytes, sha256, at, afterMs, uploadUntilMs }
    phase = 'uploading'
    waitForUpload(uploadUntilMs)
    await deps.markWorking(capture).catch((error: unknown) => {
      throw end(error)
    })
  }

  function waitForUpload(untilMs: number): void {
    clearTimeout(timer)
    const leftMs = Math.max(0, untilMs - deps.monotonicMs())
    timer = setTimeout(() => end(new ApiError('Capture.TooLong')), leftMs)
  }

  async function addPart(
    offset: number,
    readBody: (maxBytes: number) => Promise<Uint8Array>,
  ): Promise<{ received: number }> {
    const open = requireUpload()
    // Nothing that comes now can change what is judged.
    if (phase === 'judging') return { received: open.received() }
    const received = await gate
      .pass(readBody, part => {
        // It may have ended meanwhile.
        const upload = requireUpload()
        const before = upload.received()
        const received = part.length === 0 ? before : upload.add(offset, part)
        if (received > before) isOurFault = false
        return received
      })
      .catch((error: unknown) => {
        const isOver = error instanceof ApiError && error.code === 'Capture.TooMany'
        throw isOver ? end(error) : error
      })
    return { received }
  }

  function requireUpload(): ClipUpload {
    if (fault) throw fault
    if (!upload) throw recordedRefusals.notCommitted()
    return upload
  }

  async function finish(): Promise<ClientVerdict> {
    if (judging) return await judging
    const upload = requireUpload()
    if (room.judged >= recordedLimits.maxJudged) {
      isOurFault = upload.received() === requireCommitted().sizeBytes
      throw new ApiError('Capture.Busy')
    }
    const bytes = wholeOf(upload)
    clearTimeout(timer)
    isOurFault = false
    phase = 'judging'
    judging = judge(bytes)
    return await judging
  }

  function wholeOf(upload: ClipUpload): Uint8Array {
    try {
      return upload.whole()
    } catch (error) {
      // Bytes that are there are not taken back: other ones never make the clip that was announced.
      if (error instanceof ApiError && error.code === 'Capture.ChainBroken') throw end(error)
      throw error
    }
  }

  async function judge(bytes: Uint8Array): Promise<ClientVerdict> {
    room.judged += 1
    try {
      await deps.markWorking(capture)
      const clip = await deps.readClip(bytes)
      const verdict = await deps.finishRecorded(started, { ...requireCommitted(), clip })
      phase = 'over'
      letGo()
      markEnded({ verdict })
      return verdict
    } catch (error) {
      const isCrowded = room.judged > 1 && !hasTimedOut
      hasTimedOut ||= error instanceof MediaError && error.code === 'timedOut'
      throw await settleFault(recordedFault(error, isCrowded))
    } finally {
      room.judged -= 1
    }
  }

  /** A decoder that has no time goes on later; everything else lets go of session and challenge first. */
  async function settleFault(error: unknown): Promise<ApiError> {
    // Else it has its verdict.
    if (phase === 'judging') phase = 'uploading'
    judging = null
    if (error instanceof ApiError && error.code === 'Capture.Busy' && !unheeded) {
      waitForUpload(requireCommitted().uploadUntilMs)
      isOurFault = true
      return error
    }
    const shown = end(unheeded ?? error)
    await ended
    return shown
  }

  function requireCommitted() {
    if (!committed) throw new Error('a recording is judged that was not committed to')
    return committed
  }

  /** @returns what it ended with: the first end counts. One that is judged ends at its verdict. */
  function end(reason: unknown): ApiError {
    if (phase === 'over') return fault ?? asApiError(reason)
    if (phase === 'judging') return (unheeded ??= asApiError(reason))
    phase = 'over'
    fault = asApiError(reason)
    letGo()
    void release(fault)
    return fault
  }

  function letGo(): void {
    clearTimeout(timer)
    gate.close()
    upload?.drop()
    upload = null
  }

  async function release(error: ApiError): Promise<void> {
    try {
      // A file that is slow to decode may be tried again, but not be given up for nothing.
      const wasCrowded = isOurFault && !hasTimedOut
      if (wasCrowded || ours.has(error.code)) await issued.giveBack()
      await deps.releaseCapture(capture)
    } catch (fault) {
      deps.onFault(fault, captureId)
    }
    markEnded({ error })
  }

  function asApiError(reason: unknown): ApiError {
    if (reason instanceof ApiError) return reason
    deps.onFault(reason, captureId)
    return new ApiError('InternalError')
  }

  return {
    bizToken: capture.session.bizToken,
    commit,
    addPart,
    finish,
    end: error => void end(error),
    ended,
  }
}
