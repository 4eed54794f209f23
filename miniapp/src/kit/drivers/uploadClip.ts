import type { ClientVerdict } from '../../../../server/protocol/capture.ts'
import type { RecordLimits, RecordRequest } from '../../../../server/protocol/recordedCapture.ts'
import type { SessionRefusal } from '../../../../server/protocol/session.ts'
import type { ApiAnswer, SessionApi } from '../session/sessionApi.ts'
import type { Clip } from './readClip.ts'

interface Upload {
  api: Pick<SessionApi, 'recordCommit' | 'recordPart' | 'recordFinish'>
  request: RecordRequest
  limits: RecordLimits
  clip: Clip
  /** ms from the beginning of the clip. */
  painted: readonly number[]
  /** Part of the clip that the server has, 0–1. */
  onShare: (share: number) => void
  /** False = stop asking. */
  isWanted: () => boolean
  /** Waits so many ms. */
  wait: (ms: number) => Promise<void>
}

export type UploadAnswer =
  | { ok: true; verdict: ClientVerdict }
  /** `unreadable`: the phone no longer has the file. */
  | { ok: false; refusal: SessionRefusal | 'offline' | 'unreadable' }

/** A part is small enough for a weak network to carry it in one go. */
const partBytes = 262_144
/** The server has no room or time at the moment: the capture is as it was (recordedCapture.ts). */
const busy: ReadonlySet<string> = new Set(['Capture.Busy', 'Session.Busy'])
/** Pauses between tries, ms; when they are used up the network is gone. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000, 8_000]

/**
 * Commits to the clip, uploads it and asks for the verdict. What the network loses is asked for and sent
 * again from where the server has it; what the server refuses is final.
 */
export async function uploadClip(upload: Upload): Promise<UploadAnswer> {
  const { api, request, clip, limits, painted, onShare } = upload
  if (clip.sizeBytes > limits.maxClipBytes) return { ok: false, refusal: 'unreadable' }
  const committed = await persist(upload, () =>
    api.recordCommit({ ...request, painted, sizeBytes: clip.sizeBytes, sha256: clip.sha256 }),
  )
  if (!committed.ok) return committed
  let offset = 0
  while (offset < clip.sizeBytes) {
    const lengthBytes = Math.min(partBytes, limits.maxPartBytes, clip.sizeBytes - offset)
    const part = await clip.read(offset, lengthBytes)
    if (!part) return { ok: false, refusal: 'unreadable' }
    const answer = await sendPart(upload, offset, exactBuffer(part))
    if (!answer.ok) return answer
    // A server that has no more than before after a part that arrived will not have it later.
    if (answer.value.received <= offset) return { ok: false, refusal: 'offline' }
    offset = Math.min(answer.value.received, clip.sizeBytes)
    onShare(offset / clip.sizeBytes)
  }
  const finished = await persist(upload, () => api.recordFinish(request))
  return finished.ok ? { ok: true, verdict: finished.value.verdict } : finished
}

/** The part, until the server has it or refuses it; after a break the server says what it has. */
async function sendPart(
  { api, request, isWanted, wait }: Upload,
  offset: number,
  part: ArrayBuffer,
): Promise<ApiAnswer<{ received: number }>> {
  let answer = await api.recordPart(request, offset, part)
  for (const pauseMs of pausesMs) {
    if (!isPassing(answer) || !isWanted()) return answer
    await wait(pauseMs)
    const asked = await api.recordPart(request, offset, new ArrayBuffer(0))
    const isHere = asked.ok && asked.value.received > offset
    answer =
      isHere || (!asked.ok && !isPassing(asked))
        ? asked
        : await api.recordPart(request, offset, part)
  }
  return answer
}

/** Asks until the network carries an answer. */
async function persist<T>(
  { isWanted, wait }: Upload,
  ask: () => Promise<ApiAnswer<T>>,
): Promise<ApiAnswer<T>> {
  let answer = await ask()
  for (const pauseMs of pausesMs) {
    if (!isPassing(answer) || !isWanted()) return answer
    await wait(pauseMs)
    answer = await ask()
  }
  return answer
}

/** Not an answer, and worth another try. */
function isPassing(answer: ApiAnswer<unknown>): boolean {
  return !answer.ok && (answer.refusal === 'offline' || busy.has(answer.refusal.code))
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy.buffer
}
