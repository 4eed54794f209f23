import type { ErrorCode } from '../../protocol/errorCodes.ts'
import type { KeptFrame, KeptStill } from '../capture/captureMaterial.ts'
import { embeddingsOf } from '../capture/embeddingsOf.ts'
import type { Liveness } from '../capture/liveness.ts'
import { checkSameFace } from '../capture/sameFace.ts'
import type { Calibration } from '../compare.ts'
import type { HeardCode } from '../digit/digitListener.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import { judgePadApart } from '../pad/judgePadApart.ts'
import { maxOffsetMs } from '../light/alignFrames.ts'
import type { PadLimits } from '../pad/padLimits.ts'
import { actionGates } from './actionGates.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import { meaningOf } from './clipReasons.ts'
import type { ClipTask } from './clipTask.ts'
import { digitGates } from './digitGates.ts'
import { faceGates } from './faceGates.ts'
import { judgeClipLight, type ClipLightVerdict } from './judgeClipLight.ts'
import { silentGates } from './silentGates.ts'
import type { ClipShift } from './promptGates.ts'
import { streamGates } from './streamGates.ts'
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
  /** Others of `frames`, drawn, looked at like stills. */
  drawn: readonly KeptStill[]
  sound: SoundTrack | null
  /** What the models heard of the code; null where nothing was to be said, or nothing is to be heard. */
  heard: HeardCode | null
}

/** A camera's light and its sound reach the file with delays of their own, ms. */
const maxSoundOffMs = 200

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
 * Does a recorded clip show a living person who does what was asked (R2, R3, R18)? No camera vouches for
 * the file, and mostly nothing was painted, so a clip made for the occasion passes more easily than a
 * streamed ceremony would let it: passive detection has a say in every mode, once there is a model.
 *
 * All checks are made and reported; the first that does not pass is the outcome, in the order of track,
 * task, stream, light, one face, passive detection.
 */
export function judgeClip(performance: ClipPerformance, limits: Limits): ClipLiveness {
  const { task, frames, best, drawn } = performance
  const faces = {
    frames: embeddingsOf(best),
    drawn: embeddingsOf(drawn),
  }
  const passive = judgePadApart(best, 'painted' in task ? null : drawn, limits.pad)
  const light = 'painted' in task ? judgeClipLight(frames, task, limits.clip.light) : null
  const shift = shiftOf(light)
  const gates: ClipGate[] = [
    ...placeGates(performance, limits.clip),
    ...trackGates(frames, limits.clip),
    ...gatesOf(performance, limits.clip, shift),
    ...streamGates(performance, limits.clip, shift),
  ]
  const sameFace = checkSameFace(faces, limits.calibration).map((check): ClipGate => [
    check.outcome === 'fail' ? 'otherPerson' : 'unsure',
    check,
  ])
  const checks = [
    ...[...gates, ...sameFace].map(([, check]) => check),
    ...(light?.checks ?? []),
    ...passive.flatMap(stage => stage.checks),
  ]
  const failed = reasonIn(gates)
  if (light && light.outcome !== 'pass' && !failed) {
    const { outcome, resultCode, advice } = light
    return { outcome, resultCode, advice, apiCode: null, checks }
  }
  const reason = failed ?? reasonIn(sameFace) ?? passive.map(reasonOf).find(found => found !== null)
  if (!reason) return { outcome: 'pass', resultCode: 0, advice: null, apiCode: null, checks }
  const { apiCode = null, ...meaning } = meaningOf(task.kind, reason)
  return { ...meaning, apiCode, checks }
}

function reasonIn(gates: readonly ClipGate[]): ClipGate[0] | undefined {
  return gates.find(([, { outcome }]) => outcome !== 'pass')?.[0]
}

function reasonOf({ outcome }: Liveness): 'attack' | 'unsure' | null {
  if (outcome === 'pass') return null
  return outcome === 'fail' ? 'attack' : 'unsure'
}

/** Colours lighten and darken a face: the light's own judge looks at it with limits of its own. */
function placeGates({ task, frames }: ClipPerformance, limits: ClipJudgeLimits): ClipGate[] {
  if (task.kind === 'light') return []
  return faceGates(frames, task.kind === 'action' ? limits.maxActionGapMs : limits.maxGapMs, limits)
}

/** Colours that were told show where the clip begins; what they leave is how far sound may be from pictures. */
function shiftOf(light: ClipLightVerdict | null): ClipShift {
  if (light?.outcome !== 'pass') return { minMs: -maxOffsetMs, maxMs: maxOffsetMs }
  return { minMs: light.shiftMs - maxSoundOffMs, maxMs: light.shiftMs + maxSoundOffMs }
}

function gatesOf(
  performance: ClipPerformance,
  limits: ClipJudgeLimits,
  shift: ClipShift,
): ClipGate[] {
  const { task, frames } = performance
  switch (task.kind) {
    case 'digit':
    case 'light-digit':
      return digitGates(performance, limits, shift)
    case 'action':
      return actionGates(frames, task.actions, limits)
    case 'silent':
      return silentGates(performance, limits)
    case 'light':
      return []
    default:
      return task satisfies never
  }
}
