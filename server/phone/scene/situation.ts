import type { Rgb } from '../render/identity.ts'
import type { Light } from '../render/light.ts'
import type { Wall } from '../render/wall.ts'

/**
 * Where, when and with what one simulated ceremony takes place: everything but the face itself.
 * Lengths in metres, angles in radians, light in photometric units per channel (render/light.ts),
 * times in ms. A situation is plain data; drawSituation.ts draws it from a seed.
 */
export interface Situation {
  seed: number
  /** From the lens to the eyes. */
  faceDistanceM: number
  motion: Motion
  /** Lamps and dome; together `ambientLux` on a surface that faces the lens. */
  room: readonly Light[]
  ambientLux: number
  wall: Wall
  screen: Screen
  optics: Optics
  timing: Timing
}

/** How the head is held and how it wanders; the path closes after `periodMs`. */
export interface Motion {
  periodMs: number
  /** Mean place and turn. */
  offsetXM: number
  offsetYM: number
  yaw: number
  pitch: number
  roll: number
  smile: number
  /** Half the range of the wandering. */
  swayM: number
  swayDepthM: number
  swayTurn: number
  /** Moves the phases of the components against each other; any number. */
  phase: number
  /** Standard deviation of the hand's tremor, as a share of the picture's width. */
  tremor: number
}

/** The phone's own screen, upright, right below the lens. */
export interface Screen {
  widthM: number
  heightM: number
  /** From the lens down to the upper edge of what is lit. */
  belowLensM: number
  /** Of full white. */
  luminance: number
  /** Linear colour of its white with luminance 1. */
  white: Rgb
  /** Share of a channel's light that the camera sees in the neighbouring ones. */
  crosstalk: number
  /** Screen before and after the colours: `#rrggbb`. */
  idleColour: string
}

/** Lens, sensor and automatics of the front camera. */
export interface Optics {
  /** Focal length over the picture's width. */
  focalShare: number
  /** Deviation of the lens blur over the picture's width. */
  blurShare: number
  /** Noise variance per signal at full scale in a room of 100 lx; falls with more light. */
  shotNoise: number
  readNoise: number
  /** Mean level that the exposure aims at, linear share of full scale. */
  exposureTarget: number
  exposureSettleMs: number
  whiteBalanceSettleMs: number
  /** Share of a change of colour that the white balance takes back in the end, 0 … 1. */
  whiteBalanceStrength: number
  /** How far the white balance corrects the room's colour, 0 … 1. */
  whiteBalanceStart: number
  /** Light is collected for so long … */
  exposureMs: number
  /** … from the first row to the last so much later (rolling shutter). */
  readoutMs: number
}

/** When things happen. */
export interface Timing {
  /** Mean distance of frames. */
  frameIntervalMs: number
  /** Standard deviation of the distance. */
  jitterMs: number
  /** Share of frames that never come. */
  dropShare: number
  /** From "painted" on the page to the middle of the exposure that is stamped with that time. */
  latencyMs: number
  /** Refresh of the display. */
  refreshMs: number
  /** The client's clock less the true one, at the start, and its rate less one. */
  clockOffsetMs: number
  clockDrift: number
}
