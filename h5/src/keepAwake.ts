/**
 * Asks the browser to leave the screen on. Where it cannot (iOS web views), the muted inline video
 * that plays anyway does the same. Returns the way to let go.
 */
export function keepAwake(): () => void {
  let isOn = true
  let lock: WakeLockSentinel | null = null
  const api: WakeLock | undefined = navigator.wakeLock
  const asked: Promise<WakeLockSentinel> | undefined = api?.request('screen')
  asked?.then(
    given => {
      lock = given
      if (!isOn) void given.release().catch(() => undefined)
    },
    () => undefined,
  )
  return () => {
    isOn = false
    void lock?.release().catch(() => undefined)
  }
}
