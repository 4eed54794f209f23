import type { Clock } from '../platform/createClock.ts'

interface Play {
  clock: Clock
  steps: readonly { durationMs: number }[]
  /** Changes the screen and says when the page has taken it over; the number of steps = all over. */
  show: (step: number, painted: () => void) => void
  /** ms on `clock`: one display frame after the page took the change over. */
  onPainted: (step: number, atMs: number) => void
}

/** From the page having the change to the glass showing it, ms: one frame of a 60 Hz display. */
const frameMs = 16
/** A page that does not answer is busy or gone; the change is then dated by the clock alone, ms. */
const silentMs = 250
/** The most that a change is made early for the sake of the page's delay, ms. */
const maxLeadMs = 80

/**
 * Shows the steps in order, each for its time, counted from when the first one was on screen, so that
 * small delays do not add up. Returns the way to break off.
 */
export function playSteps({ clock, steps, show, onPainted }: Play): () => void {
  let isOn = true
  let timer: ReturnType<typeof setTimeout> | undefined

  function change(step: number, then: (atMs: number) => void): void {
    let isTaken = false
    const painted = () => {
      if (isTaken || !isOn) return
      isTaken = true
      clearTimeout(timer)
      timer = setTimeout(() => {
        const atMs = clock()
        onPainted(step, atMs)
        then(atMs)
      }, frameMs)
    }
    timer = setTimeout(painted, silentMs)
    show(step, painted)
  }

  function playFrom(step: number, shownMs: number, leadMs: number): void {
    const current = steps[step]
    if (!current || !isOn) return
    const endMs = shownMs + current.durationMs
    // The next change is made one delay of the page before it is to be seen.
    timer = setTimeout(
      () => change(step + 1, () => playFrom(step + 1, endMs, leadMs)),
      Math.max(0, endMs - leadMs - clock()),
    )
  }

  const askedMs = clock()
  change(0, atMs => playFrom(0, atMs, Math.min(atMs - askedMs, maxLeadMs)))
  return () => {
    isOn = false
    clearTimeout(timer)
  }
}
