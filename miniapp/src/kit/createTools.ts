import type { CeremonyEffect } from '../../../server/protocol/client/ceremonyEvents.ts'
import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import { createPromptVoice } from '../../../server/protocol/client/createPromptVoice.ts'
import { wordsOf } from '../../../server/protocol/client/text.ts'
import { createPromptPlayer } from './platform/createPromptPlayer.ts'
import type { Platform } from './platform/platform.ts'
import { watchCalls } from './platform/watchCalls.ts'
import type { ScreenContext } from './screens/screen.ts'
import type { DeviceMemory } from './session/deviceMemory.ts'
import { miniWordsOf } from './text.ts'
import type { VerificationOptions } from './verification.ts'

interface ToolsDeps {
  wx: Platform
  options: VerificationOptions
  memory: DeviceMemory
  context: ScreenContext
  /** The page is to be drawn anew. */
  onChange: () => void
  onLanguage: () => void
}

/** How the person wants to be told: language, letter size, voice. */
export interface Tools {
  /** `isVoiceOn`: null where the phone plays no sounds. */
  state: () => { isLarge: boolean; isVoiceOn: boolean | null }
  actions: Record<'language' | 'size' | 'voice', () => void>
  /** Speaks what belongs to the phase, where that is wanted. */
  follow: (phase: Phase) => void
  /** Before an effect is performed. */
  heed: (effect: CeremonyEffect) => void
  /** The page went out of sight; or the person is at it, and in no call. */
  setSeen: (isSeen: boolean) => void
  /** It is over. */
  close: () => void
}

export function createTools(deps: ToolsDeps): Tools {
  const { wx, options, memory, context, onChange, onLanguage } = deps
  const player = createPromptPlayer(wx, options.endpoint)
  const voice = player && createPromptVoice({ player })
  let { large: isLarge } = options
  let chosen = memory.voice()
  let phase: Phase = { name: 'opening' }
  let isSeen = true
  let isCalled = false

  /** The person's word, else the app's; else who wants large letters may not read well. */
  const isOn = () => chosen ?? options.voice ?? isLarge

  function follow(next: Phase): void {
    phase = next
    const { session, words } = context
    // WeChat's own page says itself what it wants.
    const mode = session?.engine === 'own' ? session.mode : ''
    voice?.follow({ phase, mode, language: words.tag })
  }

  function setSeen(next: boolean): void {
    isSeen = next
    if (next) isCalled = false
    voice?.setSeen(isSeen && !isCalled)
  }

  voice?.setOn(isOn())
  // A call may leave the page where it is.
  const stopWatching = watchCalls(wx, next => {
    isCalled = next
    voice?.setSeen(isSeen && !isCalled)
  })
  return {
    state: () => ({ isLarge, isVoiceOn: voice && isOn() }),
    actions: {
      language: () => {
        const language = context.words.tag === 'en' ? 'zh-CN' : 'en'
        context.words = wordsOf(language)
        context.mini = miniWordsOf(language)
        onChange()
        follow(phase)
        onLanguage()
      },
      size: () => {
        isLarge = !isLarge
        voice?.setOn(isOn())
        onChange()
      },
      voice: () => {
        chosen = !isOn()
        memory.keepVoice(chosen)
        voice?.setOn(chosen)
        onChange()
      },
    },
    follow,
    heed: effect => voice?.heed(effect),
    setSeen,
    close: () => {
      stopWatching()
      voice?.hush()
    },
  }
}
