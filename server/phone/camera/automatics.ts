import type { Rgb } from '../render/identity.ts'
import type { Optics } from '../scene/situation.ts'

/** Auto-exposure and auto-white-balance of the front camera: both follow what was seen, slowly. */
export interface Automatics {
  /** Gains to expose the next frame with. */
  gains(): Rgb
  /** What the meter saw in the frame taken at `timeMs`, cd/m² per channel. */
  follow(seen: Rgb, timeMs: number): void
}

/**
 * The first frame settles both at once, as a camera has long done before the first frame is used.
 * The white balance starts from what the camera takes for white and then takes back a share of every change
 * of colour, whatever causes it.
 */
export function createAutomatics(optics: Optics, white: Rgb): Automatics {
  const start = gainsFor(white, optics.whiteBalanceStart)
  let balance: Rgb = start
  let exposure = 0
  let first: Rgb | null = null
  let lastMs = 0

  return {
    gains: () => [balance[0] * exposure, balance[1] * exposure, balance[2] * exposure],
    follow(seen, timeMs) {
      const passedMs = Math.max(0, timeMs - lastMs)
      lastMs = timeMs
      const level = luminance(seen, balance)
      const wanted = level > 0 ? optics.exposureTarget / level : exposure
      if (first === null) {
        first = seen
        exposure = wanted
        return
      }
      // Exposure moves in stops: the same for twice as much as for half.
      exposure *= Math.pow(wanted / exposure, 1 - Math.exp(-passedMs / optics.exposureSettleMs))
      balance = nextBalance(balance, start, first, seen, passedMs, optics)
    },
  }
}

function nextBalance(
  balance: Rgb,
  start: Rgb,
  first: Rgb,
  seen: Rgb,
  passedMs: number,
  { whiteBalanceStrength, whiteBalanceSettleMs }: Optics,
): Rgb {
  const speed = 1 - Math.exp(-passedMs / whiteBalanceSettleMs)
  const toward = (channel: 0 | 2): number => {
    const change = seen[channel] / seen[1] / (first[channel] / first[1])
    const wanted = start[channel] * Math.pow(change, -whiteBalanceStrength)
    return balance[channel] * Math.pow(wanted / balance[channel], speed)
  }
  return [toward(0), 1, toward(2)]
}

/** Gains that make a light neutral, as far as `strength` goes; green is the measure. */
function gainsFor([red, green, blue]: Rgb, strength: number): Rgb {
  return [Math.pow(green / red, strength), 1, Math.pow(green / blue, strength)]
}

function luminance(seen: Rgb, balance: Rgb): number {
  return 0.2126 * seen[0] * balance[0] + 0.7152 * seen[1] + 0.0722 * seen[2] * balance[2]
}
