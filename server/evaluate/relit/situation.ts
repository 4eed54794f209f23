/** One relit run: everything drawn from a seed. Lengths in m, light in lx and cd/m². */
export interface Situation {
  distanceM: number
  /** Room light on the face. */
  ambientLux: number
  /** Luminance of the screen's white. */
  screenLuminance: number
  /** Tilt of a flat attack, radians. */
  yaw: number
  pitch: number
  frameIntervalMs: number
  latencyMs: number
  /** Wandering of the picture: amplitude in px and radians. */
  swayPx: number
  turn: number
  /** Share of a change that exposure and white balance take back, and how fast. */
  exposureSettleMs: number
  whiteBalanceSettleMs: number
  whiteBalanceStrength: number
  noise: number
}

/** Uniform draws between two ends; `random` gives numbers in [0, 1). */
export function drawSituation(
  random: () => number,
  ambient: { minLux: number; maxLux: number },
): Situation {
  const between = (low: number, high: number) => low + (high - low) * random()
  return {
    distanceM: between(0.22, 0.4),
    ambientLux: Math.exp(between(Math.log(ambient.minLux), Math.log(ambient.maxLux))),
    screenLuminance: between(300, 600),
    yaw: between(-0.25, 0.25),
    pitch: between(-0.25, 0.25),
    frameIntervalMs: between(66, 84),
    latencyMs: between(40, 120),
    swayPx: between(0.5, 3),
    turn: between(0, 0.02),
    exposureSettleMs: between(250, 800),
    whiteBalanceSettleMs: between(600, 2000),
    whiteBalanceStrength: between(0, 0.5),
    noise: between(0.6, 1.6),
  }
}
