import type { CeremonyEffect } from '../../server/protocol/client/ceremonyEvents.ts'
import type { Phase } from '../../server/protocol/client/ceremonyState.ts'
import { createPromptVoice } from '../../server/protocol/client/createPromptVoice.ts'
import { createPromptPlayer } from './createPromptPlayer.ts'
import type { ScreenContext } from './screens/screen.ts'
import type { DeviceMemory } from './deviceMemory.ts'

interface VoiceDeps {
  /** Address of the recordings, ending in a slash. */
  folder: string
  memory: DeviceMemory
  /** What the host page wants; undefined = with large letters. */
  given: boolean | undefined
  isLarge: boolean
  context: () => Pick<ScreenContext, 'words' | 'session'>
}

/** The spoken prompts, for those who want them. */
export interface Voice {
  isOn: () => boolean
  /** The person's own choice, kept from now on. */
  toggle: () => void
  setLarge: (isLarge: boolean) => void
  /** Inside every tap, before anything else. */
  tapped: () => void
  /** Speaks what belongs to the phase … */
  follow: (phase: Phase) => void
  /** … and again in another language. */
  refresh: () => void
  /** Before an effect is performed. */
  heed: (effect: CeremonyEffect) => void
  /** The page went out of sight, or came back. */
  setSeen: (isSeen: boolean) => void
  hush: () => void
}

export function createVoice({ folder, memory, given, isLarge, context }: VoiceDeps): Voice {
  const player = createPromptPlayer(folder)
  const voice = createPromptVoice({ player })
  let chosen = memory.voice()
  let large = isLarge
  let phase: Phase = { name: 'opening' }

  /** The person's word, else the host's; else who wants large letters may not read well. */
  const isOn = () => chosen ?? given ?? large

  function refresh(): void {
    const { session, words } = context()
    voice.follow({ phase, mode: session?.mode ?? '', language: words.tag })
  }

  voice.setOn(isOn())
  return {
    isOn,
    toggle: () => {
      chosen = !isOn()
      memory.setVoice(chosen)
      voice.setOn(chosen)
    },
    setLarge: next => {
      large = next
      voice.setOn(isOn())
    },
    tapped: () => {
      if (isOn()) player.tapped()
    },
    follow: next => {
      phase = next
      refresh()
    },
    refresh,
    heed: voice.heed,
    setSeen: voice.setSeen,
    hush: voice.hush,
  }
}
