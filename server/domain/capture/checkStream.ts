import type { Check } from '../check.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFrame } from '../lightFrame.ts'
import { countCuts } from './countCuts.ts'
import { measureRepeat } from './measureRepeat.ts'
import type { StreamLimits } from './streamLimits.ts'

interface Stream {
  frames: readonly LightFrame[]
  /** Those of them under one light, once the camera has settled on it. */
  steady: readonly LightFrame[]
  /** Whoever sent it chose its length: where no loop has room, none is asked for. */
  mayBeShort?: boolean
}

export type StreamReason = 'skinHidden' | 'cutTogether' | 'framesMissing' | 'unmoved' | 'repeated'

/** A line of the explanation, and the reason that it is when it does not pass. */
type StreamGate = readonly [StreamReason, Check]

/**
 * Is it one recording, that goes on? What cannot be told is no pass, and has reasons of its own: how
 * often cameras of real phones are too slow for it, or heads too still, is not known.
 *
 * @param prefix of the checks' names
 */
export function checkStream(
  prefix: string,
  { steady, frames, mayBeShort = false }: Stream,
  { maxCuts, minCutStep, minRepeat }: StreamLimits,
): StreamGate[] {
  const cuts = countCuts(steady, minCutStep)
  const cutGate: StreamGate = [
    Number.isNaN(cuts) ? 'skinHidden' : 'cutTogether',
    checkOf(`${prefix}.cuts`, cuts, { max: maxCuts }),
  ]
  const repeat = measureRepeat(frames)
  if (repeat === 'short' && mayBeShort) return [cutGate]
  const isKnown = typeof repeat === 'number'
  return [
    cutGate,
    [
      isKnown ? 'repeated' : repeat === 'unmoved' ? repeat : 'framesMissing',
      checkOf(`${prefix}.repeat`, isKnown ? repeat : NaN, { min: minRepeat }),
    ],
  ]
}
