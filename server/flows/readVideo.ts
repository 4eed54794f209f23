import type { Muxer } from '../domain/capture/muxer.ts'
import type { CaptureEvidence, EvidenceStore } from '../domain/evidence.ts'
import { MediaError } from '../domain/mediaError.ts'
import type { Attempt, Session } from '../domain/session.ts'
import { ApiError } from '../errors.ts'
import { readKeptCapture, type CaptureMediaIds } from './readKeptCapture.ts'
import { videoFaults } from './videoFaults.ts'

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  attempts: {
    evidenceOf(seq: string): Promise<CaptureEvidence | null>
    videoOf(seq: string): Promise<string | null>
    noteVideo(seq: string, evidenceId: string): Promise<boolean>
  }
  evidence: Pick<EvidenceStore, 'put' | 'get' | 'delete'>
  muxCapture: Muxer['muxCapture']
  clock: () => number
  /** What went wrong, for the log. */
  onFault: (error: unknown, seq: string) => void
}

interface KeptAttempt {
  seq: string
  media: CaptureMediaIds
}

/** A capture that failed fails again: it costs the server no second try within this time, ms. */
const retryAfterMs = 60_000
/** Failures that are remembered. */
const maxRemembered = 1000

export type ReadVideo = ReturnType<typeof createReadVideo>

/**
 * The video (mp4, with what was said) of the last attempt that kept its frames (R31): made when it is first asked for,
 * kept from then on, erased with its session. Null when nothing was streamed, or nothing is kept.
 *
 * A video that cannot be made never costs the rest of an answer: it is null then, and in the log. Only
 * who asks for the video alone (`isAlone`) gets the reason as an ApiError, so that null beside a text
 * is no secret: asking alone tells why.
 * @throws ApiError BizTokenExpired when the session is erased meanwhile
 */
export function createReadVideo(deps: Deps) {
  /** By seq: who asks meanwhile waits for the same answer. */
  const underWay = new Map<string, Promise<Uint8Array>>()
  const failures = new Map<string, { until: number; error: MediaError }>()

  return async function readVideo(
    { session, attempts }: { session: Session; attempts: readonly Attempt[] },
    { isAlone }: { isAlone: boolean },
  ): Promise<Uint8Array | null> {
    const last = await lastKept(attempts)
    if (!last) return null
    const video = await findOrMake(session, last).catch((error: unknown) => error)
    const now = await deps.sessions.find(session.bizToken)
    if (!now || now.purgedAt !== null) {
      throw new ApiError('InvalidParameterValue.BizTokenExpired')
    }
    if (video instanceof Uint8Array) return video
    if (isAlone) throw toApiError(video)
    deps.onFault(video, last.seq)
    return null
  }

  async function lastKept(attempts: readonly Attempt[]): Promise<KeptAttempt | null> {
    for (const { seq } of attempts.toReversed()) {
      const kept = await deps.attempts.evidenceOf(seq)
      if (kept) return { seq, media: kept }
    }
    return null
  }

  async function findOrMake(session: Session, attempt: KeptAttempt): Promise<Uint8Array> {
    const { seq } = attempt
    const under = underWay.get(seq)
    if (under) return await under
    const answer = (async () => (await find(seq)) ?? (await make(session, attempt)))()
    underWay.set(seq, answer)
    try {
      return await answer
    } finally {
      underWay.delete(seq)
    }
  }

  async function find(seq: string): Promise<Uint8Array | null> {
    const evidenceId = await deps.attempts.videoOf(seq)
    return evidenceId === null ? null : await deps.evidence.get(evidenceId)
  }

  async function make(session: Session, { seq, media }: KeptAttempt): Promise<Uint8Array> {
    const failure = failures.get(seq)
    if (failure && deps.clock() < failure.until) throw failure.error
    try {
      const video = await deps.muxCapture(async () => await readKeptCapture(deps.evidence, media))
      // Not kept, it can still be given; the next asking makes it anew.
      await keep(session, seq, video).catch((error: unknown) => deps.onFault(error, seq))
      return video
    } catch (error) {
      remember(seq, error)
      throw error
    }
  }

  /**
   * Another process may have kept one first, or the session may be erased meanwhile: then ours is not
   * left behind.
   */
  async function keep(session: Session, seq: string, video: Uint8Array): Promise<void> {
    const { bizToken, purgeAt } = session
    const owner = `session:${bizToken}`
    const createdAt = deps.clock()
    const evidenceId = await deps.evidence.put({ owner, kind: 'video', createdAt, purgeAt }, video)
    let isNoted = false
    try {
      isNoted = await deps.attempts.noteVideo(seq, evidenceId)
    } finally {
      if (!isNoted) await deps.evidence.delete(evidenceId)
    }
  }

  function remember(seq: string, error: unknown): void {
    // The others pass by themselves.
    if (!(error instanceof MediaError) || ['busy', 'closed'].includes(error.code)) return
    failures.delete(seq)
    failures.set(seq, { until: deps.clock() + retryAfterMs, error })
    const [oldest] = failures.keys()
    if (failures.size > maxRemembered && oldest !== undefined) failures.delete(oldest)
  }
}

function toApiError(cause: unknown): unknown {
  if (!(cause instanceof MediaError)) return cause
  const { code, message } = videoFaults[cause.code]
  return new ApiError(code, { message, cause })
}
