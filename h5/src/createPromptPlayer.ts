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
  /** The browser wants a tap first; the next one plays it. */
  let isRefused = false

  function start(): void {
    const waiting = onEnd
    audio.play().then(
      () => {
        isUnlocked = true
        isRefused = false
      },
      (error: unknown) => {
        const name = error instanceof Error ? error.name : ''
        // Cut off is not over, and what was cut off is not waited for.
        if (name === 'AbortError' || waiting === null || waiting !== onEnd) return
        isRefused = name === 'NotAllowedError'
        end()
      },
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
      isRefused = false
      audio.src = `${folder}${language}/${name}.mp3`
      start()
    },
    stop: () => {
      onEnd = null
      isRefused = false
      audio.pause()
    },
    tapped: () => {
      if (isUnlocked && !isRefused) return
      // With nothing to say it is enough to have asked: iOS remembers the element.
      start()
      if (!onEnd && !isRefused) audio.pause()
    },
  }
}
