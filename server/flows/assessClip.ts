import { randomBytes } from 'node:crypto'
import { bestFrameCount } from '../domain/capture/bestFrames.ts'
import type { KeptFrame, KeptStill } from '../domain/capture/captureMaterial.ts'
import type { CaptureVision } from '../domain/capture/captureVision.ts'
import { probesOf } from '../domain/capture/probesOf.ts'
import type { Check } from '../domain/check.ts'
import type { Clip } from '../domain/clip/clip.ts'
import { clipFramesByChance } from '../domain/clip/clipFramesByChance.ts'
import { clipJudgeLimits } from '../domain/clip/clipJudgeLimits.ts'
import type { ClipTask } from '../domain/clip/clipTask.ts'
import { judgeClip, type ClipLiveness } from '../domain/clip/judgeClip.ts'
import { seenSound } from '../domain/clip/seenSound.ts'
import type { Calibration, Probes } from '../domain/compare.ts'
import type { DigitListener, HeardCode } from '../domain/digit/digitListener.ts'
import { measureSound } from '../domain/digit/measureSound.ts'
import { onlySpeech } from '../domain/digit/onlySpeech.ts'
import { MediaError } from '../domain/mediaError.ts'
import type { PadLimits } from '../domain/pad/padLimits.ts'
import { assessQuality, type QualityLimits } from '../domain/quality.ts'
import { analyseClip } from './analyseClip.ts'
import { qualityCodes } from './qualityCodes.ts'

/** What a clip shows: is it a live person, and what may be compared of it. */
export interface AssessedClip {
  live: ClipLiveness
  /** All that was looked at. */
  frames: readonly KeptFrame[]
  /** Of the stills that may be compared; or the result code of what is wrong with all of them. */
  probe: { ok: true; embeddings: Probes; checks: Check[] } | ClipProbeFault
  /** JPEG, the best first; those that may be compared only. */
  bestFrames: Uint8Array[]
}

interface ClipProbeFault {
  ok: false
  resultCode: number
  checks: Check[]
}

interface Deps {
  vision: CaptureVision
  listener: DigitListener
  qualityLimits: QualityLimits
  padLimits: PadLimits
  calibration: Calibration
}

export type AssessClip = ReturnType<typeof createAssessClip>

/** Looks at a recorded clip, listens to it, judges it. Rejects with VisionError, or MediaError tooFewPixels, soundUnread, cutOff. */
export function createAssessClip(deps: Deps) {
  return async function assessClip(
    clip: Clip,
    task: ClipTask,
    /** How many best frames are wanted, at least 1. */
    wantedFrames = 1,
  ): Promise<AssessedClip> {
    // Nobody was silent: the file is at fault, not the person.
    if ('code' in task && clip.hasUnreadSound) {
      throw new MediaError('soundUnread', 'sound in a coding that is not read')
    }
    if (clip.isCutOff && clip.durationMs < shortestMs(task)) {
      throw new MediaError('cutOff', `${clip.durationMs} ms of a longer clip`)
    }
    const wanted = {
      best: Math.max(bestFrameCount, wantedFrames),
      draw: (frames: readonly KeptFrame[]) =>
        clipFramesByChance(task, { frames, sound: clip.sound }, randomBytes),
    }
    const { frames, best, drawn } = await analyseClip(deps.vision, clip, wanted)
    const heard = await hear(clip, task, frames)
    const { durationMs, widthPx, heightPx, sound } = clip
    const live = judgeClip(
      { task, durationMs, widthPx, heightPx, frames, best, drawn, sound, heard },
      { clip: clipJudgeLimits, pad: deps.padLimits, calibration: deps.calibration },
    )
    return { live, frames, ...probeOf(best, drawn) }
  }

  /** Null when the task has no words, or the clip no speech. */
  async function hear(
    { sound }: Clip,
    task: ClipTask,
    frames: readonly KeptFrame[],
  ): Promise<HeardCode | null> {
    const said = sound && 'code' in task ? seenSound(task, sound, frames) : null
    if (!('code' in task) || !said) return null
    const { segments } = measureSound(said)
    if (segments.length === 0) return null
    const { pcm } = onlySpeech(said, segments)
    const [score = -Infinity] = await deps.listener.scoreCodes(pcm, [task.code])
    return { score, threshold: deps.listener.threshold }
  }

  function probeOf(
    best: readonly KeptStill[],
    drawn: readonly KeptStill[],
  ): Pick<AssessedClip, 'probe' | 'bestFrames'> {
    const stills = best.flatMap(({ jpeg, analysis }) =>
      analysis.ok
        ? [{ jpeg, analysis, quality: assessQuality(analysis, deps.qualityLimits, 'probe') }]
        : [],
    )
    const usable = stills.filter(({ quality }) => quality.ok).toSorted(bySharpness)
    const bestFrames = usable.map(({ jpeg }) => jpeg)
    const embeddings = probesOf(usable, drawn)
    if (embeddings) {
      return { bestFrames, probe: { ok: true, embeddings, checks: usable[0]!.quality.checks } }
    }
    const poor = stills.map(({ quality }) => quality).find(quality => !quality.ok)
    const resultCode = poor && !poor.ok ? qualityCodes[poor.reason].resultCode : noFace
    return { bestFrames, probe: { ok: false, resultCode, checks: poor?.checks ?? [] } }
  }
}

/** A clip that is shorter is called too short. */
function shortestMs({ kind }: ClipTask): number {
  if (kind === 'digit' || kind === 'light-digit') return clipJudgeLimits.minDigitMs
  return kind === 'silent' ? clipJudgeLimits.minSilentMs : 0
}

/** 2013: the picture shows no complete face. */
const noFace = 2013

type Still = Extract<KeptStill['analysis'], { ok: true }>

function bySharpness(one: { analysis: Still }, other: { analysis: Still }): number {
  const sharpness = ({ analysis }: { analysis: Still }) => analysis.faces[0]?.sharpness ?? 0
  return sharpness(other) - sharpness(one)
}
