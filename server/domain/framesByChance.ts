import { bestFrameCount } from './capture/bestFrames.ts'
import type { KeptFrame } from './capture/captureMaterial.ts'
import { drawFrames } from './capture/drawFrames.ts'
import { drawMoments } from './capture/drawMoments.ts'
import type { ChallengeSecret } from './challengeSecret.ts'
import { framesLit } from './light/framesLit.ts'
import { lightLimits } from './light/lightLimits.ts'
import type { PaintTimeline } from './lightFrame.ts'
import { lightPartOf } from './lightPart.ts'

/**
 * Frames by which to tell whether it is one face throughout. A person is recognised by others
 * (framesToCompare.ts), which whoever makes the stream can foresee; another living face could answer the
 * colours, speak or act between them. Where there are colours it is the frames that answer them; else any
 * of the time in which something was asked for.
 *
 * @param random as for drawFrames
 */
export function framesByChance(
  secret: ChallengeSecret,
  frames: readonly KeptFrame[],
  painted: PaintTimeline,
  random: (sizeBytes: number) => Uint8Array,
): KeptFrame[] {
  const light = lightPartOf(
    secret,
    painted,
    frames.map(({ analysis }) => analysis),
  )
  if (light) {
    const lit = framesLit(light, lightLimits)
    const answering = frames.filter(({ analysis }) => lit.has(analysis))
    // As many as there are: the code is read from all of them alike (decodeCode.ts).
    if (answering.length > 0) return drawFrames(answering, bestFrameCount, random)
    // Nothing to read a code from: no pass, whoever it is.
  }
  const [fromMs, untilMs] = [painted[0] ?? Infinity, painted.at(-1) ?? -Infinity]
  const asked = frames.filter(({ timeMs }) => timeMs >= fromMs && timeMs < untilMs)
  return drawMoments(asked, bestFrameCount, random)
}
