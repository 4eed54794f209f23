import type { Situation } from '../scene/situation.ts'
import type { Sheet } from './sheet.ts'

/** How much more a hand-held sheet turns than a head. */
const restless = 1.5

/**
 * How something flat is held at a place of its closed path: a little askew, never quite still.
 *
 * @param turn 0 … 1 once around
 * @param tilt half the range of its mean turn, radians
 */
export function holdAt(
  { motion }: Situation,
  size: Pick<Sheet, 'widthM' | 'heightM' | 'distanceM'>,
  tilt: { yaw: number; pitch: number; roll: number },
  turn: number,
): Sheet {
  const angle = 2 * Math.PI * turn
  const wave = (shift: number): number => Math.sin(angle + motion.phase * (1 + shift) + shift)
  return {
    ...size,
    distanceM: size.distanceM + motion.swayDepthM * wave(5),
    offsetXM: motion.offsetXM * 0.5 + motion.swayM * wave(6),
    offsetYM: motion.offsetYM * 0.5 + motion.swayM * wave(8),
    yaw: tilt.yaw + motion.swayTurn * restless * wave(0),
    pitch: tilt.pitch + motion.swayTurn * restless * wave(2),
    roll: tilt.roll + motion.swayTurn * 0.5 * wave(4),
  }
}
