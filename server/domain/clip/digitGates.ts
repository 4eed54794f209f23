import { checkOf } from '../checkOf.ts'
import { checkCode } from '../digit/checkCode.ts'
import { measureSound } from '../digit/measureSound.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'
import { fluentLipGates } from './fluentLipGates.ts'
import type { ClipPerformance } from './judgeClip.ts'
import { promptGates, type ClipShift } from './promptGates.ts'
import { promptedLipGates } from './promptedLipGates.ts'
import { seenSound } from './seenSound.ts'

/**
 * Were the digits read aloud by the mouth that is seen? Where all four were shown at once, when each is
 * said tells nothing: a recording for another code fails by its words alone. Where each was shown when
 * it was its turn, it is the ceremony of a streamed capture, and is judged as that (judgeDigits.ts).
 */
export function digitGates(
  { task, durationMs, widthPx, heightPx, frames, sound: whole, heard }: ClipPerformance,
  limits: ClipJudgeLimits,
  shift: ClipShift,
): ClipGate[] {
  const sound = whole && seenSound(task, whole, frames)
  const shorterPx = Math.min(widthPx, heightPx)
  const shape: ClipGate[] = [
    ['digitsTooShort', checkOf('clip.durationMs', durationMs, { min: limits.minDigitMs })],
    ['lowResolution', checkOf('clip.shorterSidePx', shorterPx, { min: limits.minShorterSidePx })],
  ]
  const measured = sound && measureSound(sound)
  const segments = measured?.segments ?? []
  const voice: ClipGate = ['noVoice', checkOf('clip.voice.segments', segments.length, { min: 1 })]
  if (!sound || !measured || segments.length === 0 || !heard) return [...shape, voice]
  const prompted = 'prompted' in task ? task.prompted : undefined
  const digit = prompted ? limits.prompted : limits.digit
  const { minSpeechDb, minSnrDb, maxClippedShare } = digit
  const looks = frames.map(({ analysis }) => analysis)
  const prompts = prompted && promptGates(segments, prompted, shift, digit)
  return [
    ...shape,
    voice,
    ['faint', checkOf('clip.voice.levelDb', measured.speechDb, { min: minSpeechDb })],
    ['faint', checkOf('clip.voice.snrDb', measured.snrDb, { min: minSnrDb })],
    [
      'notUnderstood',
      checkOf('clip.voice.clippedShare', measured.clippedShare, { max: maxClippedShare }),
    ],
    ...(prompts?.gates ?? []),
    ...checkCode(heard, digit).checks.map((check): ClipGate => ['notUnderstood', check]),
    ...(prompts
      ? promptedLipGates(looks, prompts, sound, digit)
      : fluentLipGates(looks, segments, sound, digit)),
  ]
}
