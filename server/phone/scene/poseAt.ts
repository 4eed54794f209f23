import type { Identity } from '../render/identity.ts'
import type { Pose } from '../render/pose.ts'
import type { Situation } from './situation.ts'

/** Depth of the eyes before the middle of the head, m (identity.ts: z of the lids). */
const eyesForwardM = 0.076

/**
 * How the head is held at a place of its closed path.
 *
 * @param turn 0 … 1 once around
 */
export function poseAt(situation: Situation, identity: Identity, turn: number): Pose {
  const { motion, faceDistanceM } = situation
  const angle = 2 * Math.PI * turn
  const wave = (times: number, shift: number): number =>
    Math.sin(times * angle + motion.phase * (1 + shift) + shift)
  // The middle of a face lies half-way between eyes and mouth, not between the eyes.
  const middleM = identity.shape.mouthY / 2000
  return {
    yaw: motion.yaw + motion.swayTurn * (0.7 * wave(1, 0) + 0.3 * wave(2, 1)),
    pitch: motion.pitch + motion.swayTurn * 0.7 * (0.6 * wave(1, 2) + 0.4 * wave(2, 3)),
    roll: motion.roll + motion.swayTurn * 0.5 * wave(1, 4),
    distanceM: faceDistanceM + eyesForwardM + motion.swayDepthM * wave(1, 5),
    offsetXM: motion.offsetXM + motion.swayM * (0.7 * wave(1, 6) + 0.3 * wave(2, 7)),
    offsetYM: motion.offsetYM - middleM + motion.swayM * 0.6 * wave(1, 8),
    mouthOpen: 0,
    eyeClose: 0,
    lipRound: 0,
    smile: motion.smile,
  }
}
