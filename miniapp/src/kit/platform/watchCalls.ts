import { canIUse } from './canIUse.ts'
import type { Platform } from './platform.ts'

/**
 * Calls and alarms take the sound away (true) and give it back; not every phone tells the second. Returns the way
 * to stop.
 */
export function watchCalls(wx: Platform, onCall: (isOn: boolean) => void): () => void {
  const begin = () => onCall(true)
  const end = () => onCall(false)
  if (canIUse(wx, 'onAudioInterruptionBegin')) wx.onAudioInterruptionBegin(begin)
  if (canIUse(wx, 'onAudioInterruptionEnd')) wx.onAudioInterruptionEnd(end)
  return () => {
    if (canIUse(wx, 'offAudioInterruptionBegin')) wx.offAudioInterruptionBegin(begin)
    if (canIUse(wx, 'offAudioInterruptionEnd')) wx.offAudioInterruptionEnd(end)
  }
}
