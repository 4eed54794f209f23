import type { KeptFrame } from '../capture/captureMaterial.ts'
import { checkOf } from '../checkOf.ts'
import { checkCode } from '../digit/checkCode.ts'
import { checkLips } from '../digit/checkLips.ts'
import { measureSound, type SpeechSegment } from '../digit/measureSound.ts'
import type { SoundTrack } from '../digit/soundTrack.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import type { ClipPerformance } from './judgeClip.ts'
import { promptGates, type ClipShift } from './promptGates.ts'
import { spokenPart } from './spokenPart.ts'

/**
 * Were the digits read aloud by the mouth that is seen? Where all four were shown at once, when each is
 * said tells nothing: a recording for another code fails by its words alone.
 */
export function digitGates(
  { task, durationMs, widthPx, heightPx, frames, sound: whole, heard }: ClipPerformance,
  limits: ClipJudgeLimits,
  shift: ClipShift,
): ClipGate[] {
  const sound = whole && spokenPart(task, whole)
  const shorterPx = Math.min(widthPx, heightPx)
  const shape: ClipGate[] = [
    ['digitsTooShort', checkOf('clip.durationMs', durationMs, { min: limits.minDigitMs })],
    ['lowResolution', checkOf('clip.shorterSidePx', shorterPx, { min: limits.minShorterSidePx })],
  ]
  const measured = sound && measureSound(sound)
  const segments = measured?.segments ?? []
  const voice: ClipGate = ['noVoice', checkOf('clip.voice.segments', segments.length, { min: 1 })]
  if (!sound || !measured || segments.length === 0 || !heard) return [...shape, voice]
  const { minSpeechDb, minSnrDb, maxClippedShare } = limits.digit
  return [
    ...shape,
    voice,
    ['faint', checkOf('clip.voice.levelDb', measured.speechDb, { min: minSpeechDb })],
    ['faint', checkOf('clip.voice.snrDb', measured.snrDb, { min: minSnrDb })],
    [
      'notUnderstood',
      checkOf('clip.voice.clippedShare', measured.clippedShare, { max: maxClippedShare }),
    ],
    ...('prompted' in task && task.prompted
      ? promptGates(segments, task.prompted, shift, limits.digit)
      : []),
    ...checkCode(heard, limits.digit).checks.map((check): ClipGate => ['notUnderstood', check]),
    ...lipGates(frames, segments, sound, limits),
  ]
}

function lipGates(
  frames: readonly KeptFrame[],
  segments: readonly SpeechSegment[],
  sound: SoundTrack,
  { digit }: ClipJudgeLimits,
): ClipGate[] {
  const looks = frames.map(({ analysis }) => analysis)
  // Three of four, as in a streamed ceremony; but digits said in one breath are one segment.
  const share = Math.floor((segments.length * digit.minMovedDigits) / 4)
  const minMovedDigits = Math.min(digit.minMovedDigits, Math.max(1, share))
  const { checks } = checkLips(looks, segments, sound, { ...digit, minMovedDigits })
  const restFrames = looks.filter(({ timeMs }) =>
    segments.every(
      ({ startMs, endMs }) =>
        timeMs < startMs - digit.lipLeadMs || timeMs > endMs + digit.lipTrailMs,
    ),
  ).length
  // Who speaks from the first frame to the last shows no rest to hold the speech against.
  const asked = checks.filter(({ name }) => name !== 'lips.activity' || restFrames >= minRestFrames)
  return asked.map(check => ['lipsStill', check])
}

/** Fewer say nothing about how still the lips rest. */
const minRestFrames = 8
