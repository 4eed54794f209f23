import type { Log } from './log.ts'

/**
 * wx.createInnerAudioContext over the page's own Audio: the recordings are the server's, and are heard. Logged:
 * `play URL` when it is asked for, `heard URL` once it sounds, `silent URL` when it is destroyed or over.
 */
export function createSound(log: Log) {
  function createInnerAudioContext() {
    const audio = new Audio()
    let isOn = false
    const end = () => {
      if (isOn) log.note(`silent ${audio.src}`)
      isOn = false
    }
    audio.addEventListener('playing', () => {
      if (isOn) log.note(`heard ${audio.src}`)
    })
    audio.addEventListener('ended', end)
    return {
      get src() {
        return audio.src
      },
      set src(src: string) {
        audio.src = src
      },
      play: () => {
        isOn = true
        log.note(`play ${audio.src}`)
        void audio.play().catch(() => undefined)
      },
      destroy: () => {
        audio.pause()
        end()
      },
      onEnded: (listener: () => void) => audio.addEventListener('ended', listener),
      onError: (listener: () => void) =>
        audio.addEventListener('error', () => {
          if (isOn) listener()
        }),
    }
  }
  return { createInnerAudioContext }
}
