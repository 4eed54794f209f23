import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'

interface PhoneEvents {
  /** A call, an alarm: sound, and with it the camera, is taken away (true), and given back. */
  onInterruption: (isOn: boolean) => void
  onLowMemory: () => void
}

/** Android: 10 = running low, 15 = critical (TRIM_MEMORY levels). iOS gives no level. */
const lowLevel = 10

/** Returns the way to stop. */
export function watchPhone(wx: Platform, { onInterruption, onLowMemory }: PhoneEvents): () => void {
  const onMemory = ({ level }: { level?: number }) => {
    if (level === undefined || level >= lowLevel) onLowMemory()
  }
  const onBegin = () => onInterruption(true)
  const onEnd = () => onInterruption(false)
  if (canIUse(wx, 'onMemoryWarning')) wx.onMemoryWarning(onMemory)
  if (canIUse(wx, 'onAudioInterruptionBegin')) wx.onAudioInterruptionBegin(onBegin)
  if (canIUse(wx, 'onAudioInterruptionEnd')) wx.onAudioInterruptionEnd(onEnd)
  return () => {
    if (canIUse(wx, 'offMemoryWarning')) wx.offMemoryWarning(onMemory)
    if (canIUse(wx, 'offAudioInterruptionBegin')) wx.offAudioInterruptionBegin(onBegin)
    if (canIUse(wx, 'offAudioInterruptionEnd')) wx.offAudioInterruptionEnd(onEnd)
  }
}
