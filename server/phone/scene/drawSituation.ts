import { createRandom } from '../render/random.ts'
import { drawRoom } from './drawRoom.ts'
import type { Situation } from './situation.ts'
import { temperatureColour } from './temperatureColour.ts'

/** What is not left to the seed. */
export interface SituationWishes {
  /** Illuminance on the face, lx; default between 100 and 500. At most 20,000 makes sense. */
  ambientLux?: number
  /** From lens to eyes, m; default .22 … .40. */
  faceDistanceM?: number
  /** Half the distance of the person's pupils, mm: a narrow face has to come closer. */
  halfEyeDistanceMm?: number
}

/** Narrowest picture of the eyes' distance, as a share of the width, that a client lets pass. */
const minEyeShare = 0.172

/**
 * Draws a situation. The same seed gives the same situation; a wish changes nothing else.
 *
 * @param seed any whole number; independent of the person's
 */
export function drawSituation(seed: number, wishes: SituationWishes = {}): Situation {
  const random = createRandom(Math.imul(seed, 0x85ebca6b) ^ 0x2c1b3c6d)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const about = (reach: number): number => reach * (random() + random() - 1)

  const focalShare = between(0.98, 1.12)
  const drawnDistanceM = between(0.22, 0.4)
  const eyesM = (2 * (wishes.halfEyeDistanceMm ?? 31)) / 1000
  const faceDistanceM =
    wishes.faceDistanceM ?? Math.min(drawnDistanceM, (focalShare * eyesM) / minEyeShare)
  const drawnLux = 100 * Math.pow(5, random())
  const ambientLux = wishes.ambientLux ?? drawnLux
  const { lights, whiteness } = drawRoom(random, ambientLux)
  const brightWall = between(0.25, 0.7)

  return {
    seed,
    faceDistanceM,
    motion: {
      periodMs: between(6500, 10_000),
      offsetXM: about(0.012),
      offsetYM: about(0.012) - 0.012,
      yaw: about(0.06),
      // The phone is held a little low: the chin comes up.
      pitch: 0.04 + about(0.05),
      roll: about(0.05),
      smile: 0.15 * random(),
      swayM: between(0.0015, 0.004),
      swayDepthM: between(0.002, 0.005),
      swayTurn: between(0.012, 0.04),
      phase: between(0, 2 * Math.PI),
      tremor: between(0.0006, 0.002),
    },
    room: lights,
    ambientLux,
    wall: {
      behindM: between(0.6, 2),
      albedo: [brightWall * between(0.93, 1.07), brightWall, brightWall * between(0.9, 1.08)],
      pattern: between(0, 1000),
    },
    screen: {
      widthM: 0.068,
      heightM: 0.145,
      belowLensM: 0.005,
      luminance: between(300, 600),
      white: temperatureColour(between(6200, 8200)),
      crosstalk: between(0.02, 0.05),
      idleColour: '#ffffff',
    },
    optics: {
      focalShare,
      blurShare: between(0.0018, 0.0026),
      shotNoise: between(1e-4, 3e-4),
      readNoise: between(0.0012, 0.003),
      exposureTarget: between(0.19, 0.24),
      exposureSettleMs: between(250, 700),
      whiteBalanceSettleMs: between(800, 2500),
      whiteBalanceStrength: between(0.2, 0.7),
      whiteBalanceStart: whiteness,
      exposureMs: Math.min(33, Math.max(8, (between(0.8, 1.2) * 3600) / ambientLux)),
      readoutMs: between(10, 28),
    },
    timing: {
      frameIntervalMs: 1000 / between(12.5, 15),
      jitterMs: between(3, 9),
      dropShare: between(0, 0.03),
      latencyMs: between(30, 120),
      refreshMs: 1000 / 60,
      clockOffsetMs: between(2_000, 900_000),
      clockDrift: about(60e-6),
    },
  }
}
