import { randomUUID } from 'node:crypto'
import { writeFrameBundle } from '../domain/capture/frameBundle.ts'
import type { CaptureMaterial, KeptFrame } from '../domain/capture/captureMaterial.ts'
import { sampleRate, type SoundTrack } from '../domain/digit/soundTrack.ts'
import type { CaptureEvidence, EvidenceKind, EvidenceStore } from '../domain/evidence.ts'
import { verdictLimitOf } from '../domain/retryLimit.ts'
import type { Attempt, Session } from '../domain/session.ts'
import { stateAfterVerdict } from '../domain/sessionTransition.ts'
import type { WebhookDelivery, WebhookTarget } from '../domain/webhook.ts'
import { toPcm16, writeWav } from '../domain/writeWav.ts'
import type { AdmittedCapture } from './admitCapture.ts'
import type { CaptureVerdict } from './assessCapture.ts'
import { captureAttempt } from './captureAttempt.ts'
import { webhookBody } from './webhookBody.ts'

/** Code of a session that used its tries up. */
const triesUsedUp = 16
/** At most so many pictures go into GetDetectInfoEnhanced's BestFrames. */
const maxBestFrames = 10

/** What of a capture's material is kept. */
export interface MaterialToKeep extends Pick<CaptureMaterial, 'painted'> {
  frames: readonly Pick<KeptFrame, 'timeMs' | 'jpeg' | 'hash'>[]
  stills: readonly { timeMs: number }[]
  sound: SoundTrack | null
}

interface Deps {
  verdicts: {
    record(verdict: {
      bizToken: string
      captureId: string
      to: 'passed' | 'consented' | 'failed'
      errCode: number | null
      verdicts: number
      attempt: Attempt
      evidence: CaptureEvidence | null
      delivery: WebhookDelivery | null
    }): Promise<Session | null>
  }
  webhooks: { findTarget(accountId: string): Promise<WebhookTarget | null> }
  evidence: EvidenceStore
  isCharged: (resultCode: number) => boolean
  clock: () => number
}

export type KeepVerdict = ReturnType<typeof createKeepVerdict>

/**
 * Stores what a judged capture leaves: evidence (unless the rule keeps verdicts only, R32), ledger
 * row, state and message. Null when the session was erased or taken over meanwhile: then nothing of
 * this capture is left.
 */
export function createKeepVerdict(deps: Deps) {
  return async function keepVerdict(
    capture: AdmittedCapture,
    verdict: CaptureVerdict,
    /** Null: none came here, WeChat took it. Nothing but the verdict can be kept then. */
    material: MaterialToKeep | null,
    /** What the capture record adds: challenge, camera, environment. */
    circumstances: object,
  ): Promise<Session | null> {
    const { session, rule, captureId } = capture
    const { bizToken } = session
    const now = deps.clock()
    const keepsMedia = rule.retention === 'reference'
    const evidence =
      keepsMedia && material
        ? await keepEvidence(capture, verdict, material, circumstances, now)
        : null
    const verdicts = session.verdicts + 1
    const limit = rule.maxAttempts ?? verdictLimitOf[rule.channel]
    const to = stateAfterVerdict(verdict.errCode, verdicts, limit)
    const errCode = to === 'passed' ? 0 : to === 'failed' ? triesUsedUp : null
    const attempt = captureAttempt(capture, verdict, { isCharged: deps.isCharged, now })
    const target = await deps.webhooks.findTarget(session.accountId)
    const body = webhookBody({ session: { ...session, state: to, errCode }, rule, attempt }, now)
    const stored = await deps.verdicts.record({
      bizToken,
      captureId,
      to,
      errCode,
      verdicts,
      attempt,
      evidence,
      delivery: target && {
        deliveryId: randomUUID(),
        accountId: session.accountId,
        body,
        tries: 0,
        createdAt: now,
      },
    })
    // The rest of the session's evidence is of earlier verdicts, and of whoever has the session now.
    if (stored === null) await erase(evidence)
    // Verdict-only: the reference photo goes with the last verdict too.
    else if (!keepsMedia && to !== 'consented') {
      await deps.evidence.deleteOwner(`session:${bizToken}`)
    }
    return stored
  }

  async function erase(evidence: CaptureEvidence | null): Promise<void> {
    if (!evidence) return
    const { frames, record, sound, bestFrames } = evidence
    for (const evidenceId of [frames, record, ...(sound === null ? [] : [sound]), ...bestFrames]) {
      await deps.evidence.delete(evidenceId)
    }
  }

  async function keepEvidence(
    { session, captureId }: AdmittedCapture,
    verdict: CaptureVerdict,
    material: MaterialToKeep,
    circumstances: object,
    now: number,
  ): Promise<CaptureEvidence> {
    const put = (kind: EvidenceKind, content: Uint8Array) =>
      deps.evidence.put(
        {
          owner: `session:${session.bizToken}`,
          kind,
          createdAt: now,
          purgeAt: session.purgeAt,
        },
        content,
      )
    const record = {
      version: 1,
      captureId,
      ...circumstances,
      painted: material.painted,
      frames: material.frames.map(({ timeMs, hash }) => ({ timeMs, hash })),
      stills: material.stills.map(({ timeMs }) => timeMs),
      soundStartMs: material.sound?.startMs ?? null,
      verdict: {
        errCode: verdict.errCode,
        liveStatus: verdict.liveStatus,
        compareStatus: verdict.compareStatus,
        sim: verdict.sim,
        checks: verdict.checks,
      },
    }
    return {
      frames: await put('frames', writeFrameBundle(material.frames)),
      sound:
        material.sound && (await put('sound', writeWav(toPcm16(material.sound.pcm), sampleRate))),
      record: await put('captureRecord', Buffer.from(JSON.stringify(record))),
      bestFrames: await Promise.all(
        verdict.bestFrames.slice(0, maxBestFrames).map(jpeg => put('bestFrame', jpeg)),
      ),
    }
  }
}
