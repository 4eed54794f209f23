import type { Rgb } from '../../server/domain/lightFrame.ts'
import type { Scene } from './simulatedScene.ts'
import { seededRandom } from './seededRandom.ts'

const skins: readonly Rgb[] = [
  [0.6, 0.42, 0.34],
  [0.48, 0.31, 0.23],
  [0.32, 0.19, 0.13],
  [0.13, 0.08, 0.055],
]
/** Daylight, office, warm lamp; relative to the screen's white. */
const rooms: readonly Rgb[] = [
  [0.95, 1, 1.1],
  [1.1, 1, 0.8],
  [1.45, 1, 0.45],
]

/** A scene as users make them: everything that the product allows for, drawn from a seed. */
export function randomScene(seed: number, fixed: Partial<Scene> = {}): Scene {
  const random = seededRandom(seed ^ 0x5eed)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const turn = between(-1.5, 1.5)
  const up = between(-0.1, 1.2)
  return {
    subject: { kind: 'face' },
    roomLux: 100 * 5 ** random(),
    roomColour: oneOf(rooms),
    diffuse: between(0.3, 0.9),
    lampFrom: [Math.sin(turn) * Math.cos(up), -Math.sin(up), -Math.cos(turn) * Math.cos(up)],
    screenNits: between(350, 700),
    gamma: between(1.9, 2.5),
    distanceM: between(0.22, 0.35),
    skin: oneOf(skins),
    beard: random() < 0.25,
    glasses: random() < 0.35,
    wallM: random() < 0.15 ? null : between(0.4, 3),
    framesPerSecond: between(10, 30),
    dropRate: random() < 0.3 ? 0.08 : 0,
    lagMs: between(5, 250),
    noise: between(1, 3),
    contrast: between(-0.05, 0.25),
    crosstalk: between(0, 0.06),
    whiteBalance: between(0, 0.8),
    whiteBalanceS: between(0.5, 3),
    exposureS: between(0.15, 1.5),
    yawDeg: between(-8, 8),
    pitchDeg: between(-8, 8),
    sway: between(0.01, 0.06),
    meshSlip: [between(-0.002, 0.002), between(-0.002, 0.002)],
    meshDepth: between(0.75, 1.2),
    ...fixed,
  }
}
