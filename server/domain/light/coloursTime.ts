import type { PaintTimeline } from '../lightFrame.ts'
import type { LightSecret } from './generateLightChallenge.ts'

/** From the first colour to the grey after the last, ms; an empty time where that was not painted. */
export function coloursTime(
  { hues }: LightSecret,
  painted: PaintTimeline,
): [fromMs: number, untilMs: number] {
  return [painted[1] ?? Infinity, painted[hues.length + 1] ?? -Infinity]
}
