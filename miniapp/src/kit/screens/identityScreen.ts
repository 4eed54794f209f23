import type { Block } from '../view.ts'
import { button, fault, heading, soft, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/** Name and ID number, when the business lets the person give them. */
export function identityScreen(
  context: ScreenContext,
  phase: { busy: boolean; fault: string | null },
): Block[] {
  const { words, fields } = context
  const asked = words.identity
  return [
    heading(asked.title),
    soft(asked.reason),
    { kind: 'field', name: 'name', label: asked.name, value: fields.name, help: '' },
    {
      kind: 'field',
      name: 'idCard',
      label: asked.idCard,
      value: fields.idCard,
      help: asked.idCardHelp,
    },
    ...fault(context.fault === '' ? (phase.fault ?? '') : context.fault),
    spring,
    button(phase.busy ? asked.busy : asked.button, 'submit', 'first', phase.busy),
    button(words.otherWay, 'alternative', 'second'),
  ]
}
