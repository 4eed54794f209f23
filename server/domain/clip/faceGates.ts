import type { KeptFrame } from '../capture/captureMaterial.ts'
import { shareOf } from '../capture/trackMeasures.ts'
import { checkOf } from '../checkOf.ts'
import type { LightFace, LightFrame } from '../lightFrame.ts'
import { longestGap } from '../longestGap.ts'
import { percentile } from '../percentile.ts'
import type { ClipGate } from './clipGate.ts'
import type { ClipJudgeLimits } from './clipJudgeLimits.ts'

/** One face throughout, whole, large enough, in the middle, in the light, towards the camera? */
export function faceGates(
  frames: readonly KeptFrame[],
  maxGapMs: number,
  limits: ClipJudgeLimits,
): ClipGate[] {
  const looks = frames.map(({ analysis }) => analysis)
  const shown = looks.flatMap(frame => (frame.face ? [{ frame, face: frame.face }] : []))
  const usual = (measure: (face: LightFace, frame: LightFrame) => number): number =>
    percentile(
      shown.map(({ frame, face }) => measure(face, frame)),
      0.5,
    )
  const cutShare = shareOf(
    looks,
    frame => !frame.face || insideOf(frame.face, frame) < limits.minInside,
  )
  const several = shareOf(looks, ({ faceCount }) => faceCount > 1)
  const size = usual(
    (face, { widthPx, heightPx }) => face.interOcularPx / Math.min(widthPx, heightPx),
  )
  const across = usual((face, { widthPx }) => face.centre[0] / widthPx)
  const luminance = usual(face => face.luminance)
  return [
    ['faceLost', checkOf('clip.face.gapMs', gapOf(looks), { max: maxGapMs })],
    ['faceLost', checkOf('clip.face.cutShare', cutShare, { max: limits.maxCutShare })],
    ['severalFaces', checkOf('clip.face.severalShare', several, { max: limits.maxSeveralShare })],
    [
      'faceFar',
      checkOf(
        'clip.face.eyeDistancePx',
        usual(face => face.interOcularPx),
        {
          min: limits.minInterOcularPx,
        },
      ),
    ],
    ['faceNear', checkOf('clip.face.size', size, { max: limits.maxInterOcularShare })],
    ['faceLeft', checkOf('clip.face.left', across, { min: 0.5 - limits.maxOffCentre })],
    ['faceRight', checkOf('clip.face.right', across, { max: 0.5 + limits.maxOffCentre })],
    ['dark', checkOf('clip.face.luminance.low', luminance, { min: limits.minLuminance })],
    ['bright', checkOf('clip.face.luminance.high', luminance, { max: limits.maxLuminance })],
    ...turnGates(usual, limits),
  ]
}

function turnGates(
  usual: (measure: (face: LightFace) => number) => number,
  { maxTurnDeg, maxRollDeg }: ClipJudgeLimits,
): ClipGate[] {
  const turn = (name: string, value: number, max: number): ClipGate => [
    'turned',
    checkOf(`clip.face.${name}Deg`, value, { max }),
  ]
  return [
    turn(
      'yaw',
      usual(face => Math.abs(face.yawDeg)),
      maxTurnDeg,
    ),
    turn(
      'pitch',
      usual(face => Math.abs(face.pitchDeg)),
      maxTurnDeg,
    ),
    turn(
      'roll',
      usual(face => Math.abs(face.rollDeg)),
      maxRollDeg,
    ),
  ]
}

/** From the first frame to the last; NaN without any face. */
function gapOf(frames: readonly LightFrame[]): number {
  const faces = frames.filter(({ face }) => face).map(({ timeMs }) => timeMs)
  if (faces.length === 0) return NaN
  return longestGap([frames[0]!.timeMs, ...faces, frames.at(-1)!.timeMs])
}

/** Share 0–1 of the face's box that lies in the picture. */
function insideOf({ box: [left, top, width, height] }: LightFace, frame: LightFrame): number {
  const across = Math.min(left + width, frame.widthPx) - Math.max(left, 0)
  const down = Math.min(top + height, frame.heightPx) - Math.max(top, 0)
  return (Math.max(0, across) * Math.max(0, down)) / (width * height)
}
