import type { ErrorCode } from '../../protocol/errorCodes.ts'
import type { KeptFrame, KeptStill } from '../capture/captureMaterial.ts'
import type { Liveness } from '../capture/liveness.ts'
import { checkSameFace } from '../capture/sameFace.ts'
import type { Calibration } from '../compare.ts'
import type { HeardCode } from '../digit/digitListener.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import { judgePad } from '../pad/judgePad.ts'
import type { PadLimits } from '../pad/padLimits.ts'
import { actionGates } from './actionGates.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import { meaningOf } from './clipReasons.ts'
import type { ClipTask } from './clipTask.ts'
import { digitGates } from './digitGates.ts'
import { faceGates } from './faceGates.ts'
import { silentGates } from './silentGates.ts'
import { trackGates } from './trackGates.ts'

/** What one recorded clip shows. */
export interface ClipPerformance {
  task: ClipTask
  durationMs: number
  /** As recorded, upright. */
  widthPx: number
  heightPx: number
  /** In order of time. */
  frames: readonly KeptFrame[]
  /** The best of `frames` from all its parts, looked at like stills. */
  best: readonly KeptStill[]
  sound: SoundTrack | null
  /** What the models heard of the code; null where nothing was to be said, or nothing is to be heard. */
  heard: HeardCode | null
}

/** Liveness of a clip, with the wire's finer name for it where there is one. */
export interface ClipLiveness extends Liveness {
  apiCode: ErrorCode | null
}

interface Limits {
  clip: ClipJudgeLimits
  pad: PadLimits
  calibration: Calibration
}

/**
 * Does a recorded clip show a living person who does what was asked (R2, R3, R18)? Nothing was painted
 * and no camera vouches for the file, so a clip made for the occasion passes more easily than a
 * streamed ceremony would let it: passive detection has a say in every mode, once there is a model.
 *
 * All checks are made and reported; the first that does not pass, in this order, is the outcome.
 */
export function judgeClip(performance: ClipPerformance, limits: Limits): ClipLiveness {
  const { task, frames, best } = performance
  const maxGapMs = task.kind === 'action' ? limits.clip.maxActionGapMs : limits.clip.maxGapMs
  const looks = best.flatMap(({ analysis }) => (analysis.ok ? [analysis] : []))
  const embeddings = looks.flatMap(({ embedding }) => (embedding ? [embedding] : []))
  const passive = judgePad(looks, limits.pad)
  const gates: ClipGate[] = [
    ...faceGates(frames, maxGapMs, limits.clip),
    ...trackGates(frames, limits.clip),
    ...gatesOf(performance, limits.clip),
    ...checkSameFace(embeddings, [], limits.calibration).map((check): ClipGate => [
      'otherPerson',
      check,
    ]),
  ]
  const checks = [...gates.map(([, check]) => check), ...passive.checks]
  const failed = gates.find(([, { outcome }]) => outcome !== 'pass')?.[0]
  const reason = failed ?? reasonOf(passive)
  if (!reason) return { outcome: 'pass', resultCode: 0, advice: null, apiCode: null, checks }
  const { apiCode = null, ...meaning } = meaningOf(task.kind, reason)
  return { ...meaning, apiCode, checks }
}

function reasonOf({ outcome }: Liveness): 'attack' | 'unsure' | null {
  if (outcome === 'pass') return null
  return outcome === 'fail' ? 'attack' : 'unsure'
}

function gatesOf(performance: ClipPerformance, limits: ClipJudgeLimits): ClipGate[] {
  const { task, frames } = performance
  switch (task.kind) {
    case 'digit':
      return digitGates(performance, limits)
    case 'action':
      return actionGates(frames, task.actions, limits)
    case 'silent':
      return silentGates(performance, limits)
    default:
      return task satisfies never
  }
}
