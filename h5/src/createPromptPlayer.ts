import type { PromptPlayer } from '../../server/protocol/client/createPromptVoice.ts'

/** The recordings (h5/voice), played by one element: browsers let it speak once it was used in a tap. */
export interface TappedPlayer extends PromptPlayer {
  /** Inside every tap of the person, before anything else. */
  tapped: () => void
}

/** `folder`: address of `voice/`, ending in a slash. */
export function createPromptPlayer(folder: string): TappedPlayer {
  const audio = new Audio()
  let isUnlocked = false
  /** What waits for its end. */
  let onEnd: (() => void) | null = null

  function start(): void {
    audio.play().then(
      () => {
        isUnlocked = true
      },
      // Cut off, or not allowed before a tap.
      () => undefined,
    )
  }

  function end(): void {
    const ended = onEnd
    onEnd = null
    ended?.()
  }

  audio.addEventListener('ended', end)
  audio.addEventListener('error', end)

  return {
    play: (name, language, whenEnded) => {
      onEnd = whenEnded
      audio.src = `${folder}${language}/${name}.mp3`
      start()
    },
    stop: () => {
      onEnd = null
      audio.pause()
    },
    tapped: () => {
      if (isUnlocked) return
      // With nothing to say it is enough to have asked: iOS remembers the element.
      start()
      if (!onEnd) audio.pause()
    },
  }
}
