import type { CeremonyEffect } from './ceremonyEvents.ts'
import type { Phase } from './ceremonyState.ts'
import { capturesAfter, promptOf } from './promptOf.ts'
import type { PromptName } from './promptText.ts'
import type { Words } from './text.ts'

/** Plays one recording at a time. Fails quietly: every prompt is on the screen too. */
export interface PromptPlayer {
  /** From its beginning. `onEnd`: once, when it is over or cannot be played; never after `stop`. */
  play: (name: PromptName, language: Words['tag'], onEnd: () => void) => void
  /** Silent when it returns; any number of times. */
  stop: () => void
}

/** What the page shows now. */
export interface PromptScene {
  phase: Phase
  mode: string
  language: Words['tag']
}

/** Speaks to a person who cannot or would rather not read. */
export interface PromptVoice {
  /** Before an effect of the ceremony is performed: silent when the challenge begins, until it is over. */
  heed: (effect: CeremonyEffect) => void
  /** At every change, and as often as one likes. */
  follow: (scene: PromptScene) => void
  /** Off = silent at once. On = what belongs to the page is spoken, inside the gesture that asked for it. */
  setOn: (isOn: boolean) => void
  /** Out of sight = silent, whatever comes; back again, what belongs to the page by then is spoken. */
  setSeen: (isSeen: boolean) => void
  /** Silent when it returns; the next change may speak again. */
  hush: () => void
}

interface PromptVoiceDeps {
  player: PromptPlayer
  /** Runs it later, by default on the platform's timer; returns the way not to. */
  after?: (ms: number, run: () => void) => () => void
}

/** Product decisions, ms. */
export const promptTimes = {
  /** A hint that changes sooner is not worth a word. */
  steadyMs: 1_000,
  /** A hint that stays is said again so long after it was said. */
  repeatMs: 6_000,
  /** No recording is as long: one that has not ended by then never began. */
  longestMs: 15_000,
} as const

export function createPromptVoice({ player, after = later }: PromptVoiceDeps): PromptVoice {
  let scene: PromptScene | null = null
  let isOn = false
  let isSeen = true
  let isCapturing = false
  let wanted: PromptName | null = null
  /** The last one of this page. */
  let said: PromptName | null = null
  let isSpeaking = false
  /** The wanted one was wanted for long enough. */
  let isDue = false
  let cancelDue = () => undefined as void
  let cancelLongest = () => undefined as void

  function hush(): void {
    cancelDue()
    cancelLongest()
    player.stop()
    wanted = null
    isSpeaking = false
  }

  function dueIn(ms: number): void {
    isDue = false
    cancelDue()
    cancelDue = after(ms, () => {
      isDue = true
      speak()
    })
  }

  function speak(): void {
    if (!scene || wanted === null || isSpeaking || !isDue) return
    const name = wanted
    said = name
    isSpeaking = true
    cancelLongest = after(promptTimes.longestMs, () => {
      player.stop()
      end(name)
    })
    player.play(name, scene.language, () => end(name))
  }

  function end(name: PromptName): void {
    cancelLongest()
    isSpeaking = false
    if (wanted !== name) speak()
    else if (scene?.phase.name === 'preview') dueIn(promptTimes.repeatMs)
  }

  function update(): void {
    const next = scene && isOn && isSeen ? promptOf({ ...scene, isCapturing }) : null
    if (next === wanted) return
    wanted = next
    cancelDue()
    if (next === null) return
    if (scene?.phase.name === 'preview')
      dueIn(next === said ? promptTimes.repeatMs : promptTimes.steadyMs)
    else {
      isDue = true
      speak()
    }
  }

  return {
    heed: effect => {
      isCapturing = capturesAfter(effect, isCapturing)
      // Asked for, the challenge may come at once, and a room takes a moment to be silent.
      const isAsked = effect.type === 'send' && effect.message.type === 'ready'
      if (isCapturing || isAsked) hush()
      // What ends otherwise changes the page.
      else if (effect.type === 'send') update()
    },
    follow: next => {
      const isOther = next.phase.name !== scene?.phase.name || next.language !== scene.language
      scene = next
      if (isOther) {
        hush()
        said = null
      }
      update()
    },
    setOn: next => {
      isOn = next
      if (isOn) update()
      else hush()
    },
    setSeen: next => {
      isSeen = next
      if (isSeen) update()
      else hush()
    },
    hush,
  }
}

function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
