import { adviceOf } from '../domain/adviceOf.ts'
import type { CaptureMaterial, KeptStill } from '../domain/capture/captureMaterial.ts'
import type { Liveness } from '../domain/capture/liveness.ts'
import { embeddingsOf } from '../domain/capture/embeddingsOf.ts'
import { probesOf } from '../domain/capture/probesOf.ts'
import { checkSameFace } from '../domain/capture/sameFace.ts'
import { checkTrack } from '../domain/capture/trackChecks.ts'
import type { Check } from '../domain/check.ts'
import type { Calibration } from '../domain/compare.ts'
import type { ChallengeSecret } from '../domain/challengeSecret.ts'
import type { JudgePerformance } from '../domain/judgePerformance.ts'
import { judgePadApart } from '../domain/pad/judgePadApart.ts'
import type { PadLimits } from '../domain/pad/padLimits.ts'
import { assessQuality, type QualityLimits } from '../domain/quality.ts'
import type { Advice } from '../protocol/capture.ts'
import { hasLight, votesPassively, type Rule } from '../domain/rule.ts'
import type { Session } from '../domain/session.ts'
import type { CompareWithReference } from './compareWithReference.ts'
import type { FindReference } from './findReference.ts'
import type { HearCode } from './hearCode.ts'
import { qualityCodes } from './qualityCodes.ts'

/** An explained verdict (R44). Codes are rows of protocol/resultCodes.ts; null = stage not reached. */
export interface CaptureVerdict {
  errCode: number
  liveStatus: number | null
  compareStatus: number | null
  /** 0–100; null when no comparison ran. */
  sim: number | null
  checks: Check[]
  /** Null when passed. */
  advice: Advice | null
  /** JPEG, the best first: stills that may serve as a photo, then the stream's best frames. */
  bestFrames: Uint8Array[]
}

/** Who is to be recognised, and how surely. */
export interface CaptureSubject {
  rule: Pick<Rule, 'simThreshold'>
  session: Pick<Session, 'identity' | 'referenceEvidenceId'>
}

interface Deps {
  judge: JudgePerformance
  hearCode: HearCode
  compareWithReference: CompareWithReference
  findReference: FindReference
  qualityLimits: QualityLimits
  padLimits: PadLimits
  calibration: Calibration
}

export type AssessCapture = ReturnType<typeof createAssessCapture>

/**
 * First: is it a live person, before this camera, now (R8)? Then: the same as the reference. A stage
 * that fails ends it, so a recording never learns whose face the library holds.
 */
export function createAssessCapture(deps: Deps) {
  return async function assessCapture(
    capture: CaptureSubject,
    secret: ChallengeSecret,
    material: CaptureMaterial,
  ): Promise<CaptureVerdict> {
    const stills = material.stills.map(still => gate(still))
    const live = await judge(secret, material)
    const bestFrames = [
      ...stills.filter(({ quality }) => quality?.ok).map(({ still }) => still.jpeg),
      ...stills.filter(({ quality }) => !quality?.ok).map(({ still }) => still.jpeg),
      ...material.best.map(({ jpeg }) => jpeg),
    ]
    const stage = {
      errCode: live.resultCode,
      liveStatus: live.resultCode,
      compareStatus: null,
      sim: null,
      checks: live.checks,
      advice: live.advice,
      bestFrames,
    }
    if (live.outcome !== 'pass') return stage

    const usable = stills.filter(({ quality }) => quality?.ok)
    const stillChecks = stills.flatMap(({ quality }) => quality?.checks ?? [])
    const checks = [...live.checks, ...stillChecks]
    const poor = stills.map(({ quality }) => quality).find(quality => quality && !quality.ok)
    const chosen = [...material.best, ...usable.map(({ still }) => still)]
    const probes = probesOf(chosen, material.drawn)
    if (usable.length === 0 || !probes) {
      const code = poor && !poor.ok ? qualityCodes[poor.reason].resultCode : 2013
      return { ...stage, errCode: code, compareStatus: code, checks, advice: adviceOf(code) }
    }
    const { simThreshold } = capture.rule
    const compared = await deps.compareWithReference(
      probes,
      await deps.findReference(capture.session),
      simThreshold,
    )
    return {
      ...stage,
      errCode: compared.resultCode,
      compareStatus: compared.resultCode,
      sim: compared.sim,
      checks: [...checks, ...compared.checks],
      advice: adviceOf(compared.resultCode),
    }
  }

  function gate(still: KeptStill) {
    const { analysis } = still
    return {
      still,
      quality: analysis.ok ? assessQuality(analysis, deps.qualityLimits, 'probe') : null,
    }
  }

  /** All checks are made and reported; the first that fails, in this order, is the outcome. */
  async function judge(secret: ChallengeSecret, material: CaptureMaterial): Promise<Liveness> {
    const track = checkTrack(material)
    const { painted, sound } = material
    const live = deps.judge({
      secret,
      painted,
      sound,
      heard: await deps.hearCode(secret, material),
      frames: material.frames.map(({ analysis }) => analysis),
    })
    const sameFace = checkSameFace(
      {
        frames: embeddingsOf(material.best),
        stills: embeddingsOf(material.stills),
        drawn: embeddingsOf(material.drawn),
      },
      deps.calibration,
    )
    const foreseen = [...material.best, ...material.stills]
    const drawn = hasLight(secret.kind) ? null : material.drawn
    const passive = votesPassively(secret.kind)
      ? judgePadApart(foreseen, drawn, deps.padLimits)
      : []
    const stages = [track, live, ...passive]
    const checks = [...stages.flatMap(stage => stage.checks), ...sameFace]
    const failed = stages.find(({ outcome }) => outcome !== 'pass')
    if (failed) return { ...failed, checks }
    // The stills are another person's than the stream: they were put there.
    if (sameFace.some(({ outcome }) => outcome === 'fail')) {
      return { outcome: 'fail', resultCode: 1002, advice: 'liveness', checks }
    }
    if (sameFace.some(({ outcome }) => outcome !== 'pass')) {
      return { outcome: 'inconclusive', resultCode: 1003, advice: 'liveness', checks }
    }
    return { outcome: 'pass', resultCode: 0, advice: null, checks }
  }
}
