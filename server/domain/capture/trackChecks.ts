import type { Check } from '../check.ts'
import type { CaptureMaterial, KeptFrame } from './captureMaterial.ts'
import type { Liveness } from './liveness.ts'
import { largestJump, repeatsOf, shareOf } from './trackMeasures.ts'

/** Limits of the cheap checks of liveness.md §6; not measured on people. */
export const trackLimits = {
  /** Share of frames with a second face, each found in one and held for five; a poster may be found once. */
  maxSeveralShare: 0.1,
  /** Share of frames without a face. */
  maxMissingShare: 0.2,
  /** Frames that repeat an earlier one with others in between: no camera does that. */
  maxLoops: 0,
  /** Share of frames that repeat the one before: a camera that hangs, or a still picture. */
  maxStallShare: 0.3,
  /** Different gaps between frames, to .01 ms; a camera's vary, a file's do not. */
  minDistinctGaps: 2,
  /** Fewer gaps than this say nothing. */
  minGaps: 10,
  /** Way of the face between two frames, in eye distances: a head does not jump. */
  maxJump: 1,
  /** Frames further apart than this are not neighbours. */
  neighbourMs: 250,
} as const

interface Rule {
  check: Check
  resultCode: number
  advice: Liveness['advice']
}

/**
 * Is it one face throughout, and does the stream behave like a camera's? `pass` says only that
 * nothing speaks against it.
 */
export function checkTrack(material: CaptureMaterial): Liveness {
  const { frames } = material
  const faces = frames.map(({ analysis }) => analysis.faceCount)
  const { loops, stalls } = repeatsOf([
    ...material.previewHashes,
    ...frames.map(frame => frame.hash),
  ])
  const rules: Rule[] = [
    {
      check: atMost(
        'track.faces.missing',
        shareOf(faces, n => n === 0),
        trackLimits.maxMissingShare,
      ),
      resultCode: 1210,
      advice: 'pose',
    },
    {
      check: atMost(
        'track.faces.several',
        shareOf(faces, n => n > 1),
        trackLimits.maxSeveralShare,
      ),
      resultCode: 2012,
      advice: 'otherPerson',
    },
    {
      check: atMost('inject.loops', loops, trackLimits.maxLoops),
      resultCode: 1002,
      advice: 'liveness',
    },
    {
      check: atMost('inject.stalls', stalls, trackLimits.maxStallShare),
      resultCode: 1008,
      advice: 'network',
    },
    { check: gapCheck(frames), resultCode: 1002, advice: 'liveness' },
    {
      check: atMost(
        'track.jump',
        largestJump(frames, trackLimits.neighbourMs),
        trackLimits.maxJump,
      ),
      resultCode: 1003,
      advice: 'still',
    },
  ]
  const checks = rules.map(({ check }) => check)
  const failed = rules.find(({ check }) => check.outcome === 'fail')
  if (!failed) return { outcome: 'pass', resultCode: 0, advice: null, checks }
  return { outcome: 'fail', resultCode: failed.resultCode, advice: failed.advice, checks }
}

function gapCheck(frames: readonly KeptFrame[]): Check {
  const gaps = frames.slice(1).map((frame, i) => frame.timeMs - (frames[i]?.timeMs ?? 0))
  const distinct = new Set(gaps.map(gap => Math.round(gap * 100))).size
  const isEnough = gaps.length >= trackLimits.minGaps
  return {
    name: 'inject.gaps',
    value: distinct,
    threshold: `≥ ${trackLimits.minDistinctGaps}`,
    outcome: isEnough && distinct < trackLimits.minDistinctGaps ? 'fail' : 'pass',
  }
}

function atMost(name: string, value: number, limit: number): Check {
  const rounded = Math.round(value * 1e3) / 1e3
  return {
    name,
    value: rounded,
    threshold: `≤ ${limit}`,
    outcome: value <= limit ? 'pass' : 'fail',
  }
}
