/** What the browser tells about the person leaving the page without a button of ours. */
interface LeaveEvents {
  /** The phone's back key or gesture. */
  onBack: () => void
  /** The page went out of sight or is about to go. */
  onHidden: () => void
  /** It came back. */
  onSeen: () => void
}

/** Going back takes the browser a moment; after so long it has been done, ms. */
const backWithinMs = 300

/**
 * Puts one entry on the history, so that "back" closes the float and not the page below it. Returns
 * the way to stop; `keepEntry` when the page goes somewhere else at once.
 */
export function watchBack({
  onBack,
  onHidden,
  onSeen,
}: LeaveEvents): (keepEntry: boolean) => Promise<void> {
  const mark = { zhenren: true }
  const push = () => history.pushState(mark, '', location.href)
  const onPop = () => {
    // The entry is gone now; the float may stay.
    push()
    onBack()
  }
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') onHidden()
    else onSeen()
  }
  push()
  window.addEventListener('popstate', onPop)
  window.addEventListener('pagehide', onHidden)
  // Out of the browser's store of left pages.
  window.addEventListener('pageshow', onVisibility)
  document.addEventListener('visibilitychange', onVisibility)
  return async keepEntry => {
    window.removeEventListener('popstate', onPop)
    window.removeEventListener('pagehide', onHidden)
    window.removeEventListener('pageshow', onVisibility)
    document.removeEventListener('visibilitychange', onVisibility)
    if (keepEntry) return
    await new Promise<void>(resolve => {
      window.addEventListener('popstate', () => resolve(), { once: true })
      setTimeout(resolve, backWithinMs)
      history.back()
    })
  }
}
