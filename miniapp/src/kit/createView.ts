import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import { consentScreen } from './screens/consentScreen.ts'
import { documentScreen } from './screens/documentScreen.ts'
import { identityScreen } from './screens/identityScreen.ts'
import { privacyScreen } from './screens/privacyScreen.ts'
import { resultScreen } from './screens/resultScreen.ts'
import type { ScreenContext } from './screens/screen.ts'
import { sheet, type SheetName } from './screens/sheets.ts'
import { tipsScreen } from './screens/tipsScreen.ts'
import { troubleScreen } from './screens/troubleScreen.ts'
import { waitScreen } from './screens/waitScreen.ts'
import type { Block, Stage, View } from './view.ts'

interface ViewState {
  context: ScreenContext
  phase: Phase
  stage: Stage | null
  sheet: SheetName | null
  isLarge: boolean
  /** Null = there is no voice. */
  isVoiceOn: boolean | null
  isPrivacyAsked: boolean
  isDocument: boolean
}

/** All that the page shows, as data. */
export function createView(state: ViewState): View {
  const { context, phase, isLarge, isVoiceOn, isPrivacyAsked, isDocument } = state
  const { words, session } = context
  const stage = isPrivacyAsked ? null : state.stage
  return {
    language: words.tag,
    title: words.page.title,
    isLarge,
    tools: stage
      ? null
      : {
          language: words.switchLanguage,
          size: isLarge ? words.normalText : words.largeText,
          voice: isVoiceOn === null ? '' : isVoiceOn ? words.voiceOff : words.voiceOn,
        },
    // Colours want the whole screen.
    banner: session?.demo && stage?.look !== 'colours' ? words.demoBanner : '',
    key: isPrivacyAsked ? 'privacy' : isDocument ? 'document' : keyOf(phase),
    blocks: isPrivacyAsked ? privacyScreen(context) : stage ? [] : blocksOf(state),
    stage,
    sheet: state.sheet && sheet(state.sheet, context),
  }
}

function keyOf(phase: Phase): string {
  return phase.name === 'trouble' ? `trouble ${phase.trouble}` : phase.name
}

function blocksOf({ context, phase, isDocument }: ViewState): Block[] {
  const { words, session } = context
  switch (phase.name) {
    case 'consent':
      if (!session) return waitScreen(words.opening, 'shield')
      return isDocument ? documentScreen(context, session) : consentScreen(context, session, phase)
    case 'linking':
      return waitScreen(words.linking, 'shield')
    case 'identity':
      return identityScreen(context, phase)
    case 'tips':
      return tipsScreen(context)
    case 'result':
      return resultScreen(context, phase.verdict)
    case 'trouble':
      return troubleScreen(context, phase.trouble)
    case 'opening':
    case 'starting':
    case 'preview':
    case 'performing':
    case 'checking':
    case 'over':
    default:
      return waitScreen(words.opening, 'shield')
  }
}
