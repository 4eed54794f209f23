import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'

interface PhoneEvents {
  /** A call, an alarm: sound, and with it the camera, is taken away. */
  onInterruption: () => void
  onLowMemory: () => void
}

/** Android: 10 = running low, 15 = critical (TRIM_MEMORY levels). iOS gives no level. */
const lowLevel = 10

/** Returns the way to stop. */
export function watchPhone(wx: Platform, { onInterruption, onLowMemory }: PhoneEvents): () => void {
  const onMemory = ({ level }: { level?: number }) => {
    if (level === undefined || level >= lowLevel) onLowMemory()
  }
  if (canIUse(wx, 'onMemoryWarning')) wx.onMemoryWarning(onMemory)
  if (canIUse(wx, 'onAudioInterruptionBegin')) wx.onAudioInterruptionBegin(onInterruption)
  return () => {
    if (canIUse(wx, 'offMemoryWarning')) wx.offMemoryWarning(onMemory)
    if (canIUse(wx, 'offAudioInterruptionBegin')) wx.offAudioInterruptionBegin(onInterruption)
  }
}
