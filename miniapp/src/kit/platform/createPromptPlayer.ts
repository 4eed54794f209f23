import type { PromptPlayer } from '../../../../server/protocol/client/createPromptVoice.ts'
import { canIUse } from './canIUse.ts'
import type { InnerAudio, Platform } from './platform.ts'

/**
 * Plays the server's recordings (h5/voice). Each has a player of its own, gone when it is over: one that
 * stays keeps the phone's sound, which the camera needs. Null where there is none.
 */
export function createPromptPlayer(wx: Platform, endpoint: string): PromptPlayer | null {
  if (!canIUse(wx, 'createInnerAudioContext')) return null
  let audio: InnerAudio | null = null

  function stop(): void {
    const closing = audio
    audio = null
    closing?.destroy()
  }

  return {
    stop,
    play: (name, language, onEnd) => {
      stop()
      try {
        const opened = wx.createInnerAudioContext()
        audio = opened
        const end = () => {
          if (audio !== opened) return
          stop()
          onEnd()
        }
        opened.onEnded(end)
        opened.onError(end)
        opened.src = `${endpoint}h5/voice/${language}/${name}.mp3`
        opened.play()
      } catch {
        // A container whose sound is a stub: the words are on the screen, too.
        stop()
        onEnd()
      }
    },
  }
}
