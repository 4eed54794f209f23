import type { KeptFrame } from '../capture/captureMaterial.ts'
import { countCuts } from '../capture/countCuts.ts'
import { measureRepeat } from '../capture/measureRepeat.ts'
import { checkOf } from '../checkOf.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'

/** As streamed captures are asked (checkPresence.ts): one recording, that goes on? Not under changing colours. */
export function streamGates(frames: readonly KeptFrame[], limits: ClipJudgeLimits): ClipGate[] {
  const looks = frames.map(({ analysis }) => analysis)
  const { maxCuts, minRepeat } = limits.digit
  return [
    ['cutTogether', checkOf('clip.cuts', countCuts(looks), { max: maxCuts })],
    ['repeated', checkOf('clip.repeat', measureRepeat(looks), { min: minRepeat })],
  ]
}
