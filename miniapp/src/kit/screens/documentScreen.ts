import type { OpenAnswer } from '../../../../server/protocol/session.ts'
import type { Block } from '../view.ts'
import { button, heading, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/** The agreement in full. */
export function documentScreen({ words }: ScreenContext, { consent }: OpenAnswer): Block[] {
  return [
    heading(consent.title),
    { kind: 'text', look: 'document', text: consent.text },
    spring,
    button(words.consent.back, 'closeDocument'),
  ]
}
