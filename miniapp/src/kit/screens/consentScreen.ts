import { needsSound } from '../../../../server/protocol/challenge.ts'
import type { OpenAnswer } from '../../../../server/protocol/session.ts'
import type { Block } from '../view.ts'
import { button, emblem, fault, heading, soft, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/**
 * Inform, then ask for a separate consent (PIPL articles 14 and 29; 人脸识别技术应用安全管理办法 articles
 * 5–7): who, what for, what, how long, the upload by name, an unticked box, the text, another way.
 */
export function consentScreen(
  context: ScreenContext,
  session: OpenAnswer,
  phase: { busy: boolean; fault: string | null },
): Block[] {
  const { words, checks } = context
  const { scopes, title } = session.consent
  const { consent } = words
  const { clip } = context.mini
  const { withVoice } = consent
  const asked = needsSound({ kind: session.mode })
    ? { ...consent, ...withVoice, scope: { ...withVoice.scope, face: clip.voiceFace } }
    : { ...consent, scope: { ...consent.scope, face: clip.face } }
  const lines = scopes.map(scope => asked.scope[scope])
  const isGuarded = scopes.includes('guardian')
  const isReady = checks.agree && (!isGuarded || checks.guardian)
  const { identity } = session
  return [
    emblem('shield', false),
    heading(asked.title(session.business)),
    soft(asked.purpose(session.purpose)),
    ...(identity.kind === 'masked'
      ? [soft(words.identity.known(identity.name, identity.idCard))]
      : []),
    {
      kind: 'list',
      look: 'panel',
      title: asked.what,
      lines: scopes.includes('store') ? lines : [...lines, asked.notStored],
    },
    button(asked.readLink(title), 'readDocument', 'link'),
    spring,
    { kind: 'check', name: 'agree', text: asked.agree(title), isOn: checks.agree },
    ...(isGuarded
      ? [{ kind: 'check', name: 'guardian', text: asked.guardian, isOn: checks.guardian } as const]
      : []),
    ...fault(phase.fault ?? context.fault),
    button(phase.busy ? asked.busy : asked.button, 'submit', 'first', phase.busy || !isReady),
    button(asked.decline, 'alternative', 'second'),
    { kind: 'text', look: 'small', text: asked.voluntary },
  ]
}
