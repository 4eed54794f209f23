interface Play {
  steps: readonly { durationMs: number }[]
  /** Changes the screen at once; the number of steps = all over. */
  show: (step: number) => void
  /** ms on performance.now()'s clock: the first frame after the one that carries the change. */
  onPainted: (step: number, atMs: number) => void
}

/** A change made this much before its time is nearer to it than one made a display frame later, ms. */
const halfFrameMs = 8

/**
 * Shows the steps in order, each for its time, counted from the frame on which the first one was on
 * screen, so that small delays do not add up. Returns the way to break off.
 */
export function playSteps({ steps, show, onPainted }: Play): () => void {
  let isOn = true
  let request = 0

  /** Style change, then two animation frames: at the second the change has been on screen. */
  function change(step: number, then: (atMs: number) => void): void {
    show(step)
    request = requestAnimationFrame(() => {
      request = requestAnimationFrame(atMs => {
        if (!isOn) return
        onPainted(step, atMs)
        then(atMs)
      })
    })
  }

  function waitUntil(dueMs: number, then: () => void): void {
    request = requestAnimationFrame(atMs => {
      if (!isOn) return
      if (atMs >= dueMs - halfFrameMs) then()
      else waitUntil(dueMs, then)
    })
  }

  function playFrom(step: number, shownMs: number, lagMs: number): void {
    const current = steps[step]
    if (!current) return
    const endMs = shownMs + current.durationMs
    // The next change has to be made one paint delay before it is to be seen.
    waitUntil(endMs - lagMs, () => change(step + 1, () => playFrom(step + 1, endMs, lagMs)))
  }

  const askedMs = performance.now()
  change(0, atMs => playFrom(0, atMs, Math.min(Math.max(atMs - askedMs, 0), 50)))
  return () => {
    isOn = false
    cancelAnimationFrame(request)
  }
}
