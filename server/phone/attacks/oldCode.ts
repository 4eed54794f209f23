import { createDisplay } from '../camera/display.ts'
import type { Display } from '../camera/display.ts'
import { createRandom } from '../render/random.ts'
import type { Situation } from '../scene/situation.ts'

/** Colours and times of light challenges as any client could have recorded them. */
const colours = ['#ff0000', '#ffff00', '#00ff00', '#00ffff', '#0000ff', '#ff00ff'] as const
const grey = '#808080'
const slots = 8
const leadMs = 500
const shortestMs = 340
const longestMs = 420

/**
 * A screen that shows the random code of an earlier session; its first colour comes at time 0.
 */
export function createOldDisplay({ screen, seed }: Situation): Display {
  const random = createRandom(seed ^ 0x7f4a7c15)
  const display = createDisplay(screen)
  display.show(grey, 0)
  let timeMs = leadMs
  let last = -1
  for (let slot = 0; slot < slots; slot += 1) {
    let next = last
    while (next === last) next = Math.floor(random() * colours.length)
    last = next
    display.show(colours[next]!, timeMs)
    timeMs += shortestMs + (longestMs - shortestMs) * random()
  }
  display.show(grey, timeMs)
  return display
}
