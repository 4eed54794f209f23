/**
 * How much earlier than due a picture may come, as a share of the distance: clocks of containers are
 * rounded to the millisecond, and then every second picture of 30 must be taken, not now and then the
 * third.
 */
const earliness = 0.1

/**
 * Takes pictures out of a recording so that there are at most `perSecond`, as even as they can be;
 * the first is always taken. Times in ms, rising.
 */
export function createFramePicker(perSecond: number) {
  const distance = 1000 / perSecond
  let due = -Infinity
  return function isPicked(timeMs: number): boolean {
    if (timeMs < due - distance * earliness) return false
    // On from what was due, so that 25 a second give 15, not 12; after a gap, on from the picture.
    due = timeMs - due < distance ? due + distance : timeMs + distance
    return true
  }
}
