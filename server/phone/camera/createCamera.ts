import type { Rgb } from '../render/identity.ts'
import type { View } from '../scene/plate.ts'
import type { Situation } from '../scene/situation.ts'
import { createAutomatics } from './automatics.ts'
import type { Display } from './display.ts'
import { exposePlate } from './exposePlate.ts'
import { meterView } from './meterView.ts'
import type { Picture } from './picture.ts'

/** The front camera. */
export interface SimulatedCamera {
  /** A picture stamped with `captureMs`. A frame of the stream moves the automatics, a still not. */
  shoot(view: View, captureMs: number, kind: 'frame' | 'still'): Picture
}

/**
 * Exposes what is before the lens under what the display showed `latencyMs` before the stamp.
 *
 * @param white light that the white balance takes for white, any scale; default the room's
 */
export function createCamera(
  situation: Situation,
  display: Display,
  white: Rgb = roomWhite(situation),
): SimulatedCamera {
  const { optics, timing, ambientLux, seed } = situation
  const automatics = createAutomatics(optics, white)
  const shotNoise = optics.shotNoise * Math.min(1.5, Math.max(0.1, 100 / ambientLux))
  let count = 0
  let settled = false

  return {
    shoot(view, captureMs, kind) {
      const middleMs = captureMs - timing.latencyMs
      const firstMs = middleMs - (optics.exposureMs + optics.readoutMs) / 2
      const lastMs = middleMs + (optics.exposureMs + optics.readoutMs) / 2
      const seen = () => meterView(view, display.lightBetween(firstMs, lastMs))
      if (!settled) {
        automatics.follow(seen(), captureMs)
        settled = true
      }
      count += 1
      const exposure = {
        gains: automatics.gains(),
        shotNoise,
        readNoise: optics.readNoise,
        screenAt: (share: number) => {
          const fromMs = firstMs + share * optics.readoutMs
          return display.lightBetween(fromMs, fromMs + optics.exposureMs)
        },
      }
      const noiseSeed = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(count, 0x85ebca6b)
      const picture = exposePlate(view, exposure, noiseSeed)
      if (kind === 'frame') automatics.follow(seen(), captureMs)
      return picture
    },
  }
}

function roomWhite({ room }: Situation): Rgb {
  const sum = (channel: 0 | 1 | 2): number =>
    room.reduce((total, { colour }) => total + colour[channel], 0)
  return [sum(0), sum(1), sum(2)]
}
