import type { Action, Block, ButtonBlock, DrawingName } from '../view.ts'

/** The pieces that several pages are made of. */
export function button(
  text: string,
  action: Action,
  look: ButtonBlock['look'] = 'first',
  isOff = false,
): ButtonBlock {
  return { kind: 'button', look, text, action, isOff, openType: '' }
}

export function heading(text: string): Block {
  return { kind: 'heading', text }
}

export function soft(text: string): Block {
  return { kind: 'text', look: 'soft', text }
}

export function fault(text: string): Block[] {
  return text === '' ? [] : [{ kind: 'text', look: 'fault', text }]
}

export function emblem(drawing: DrawingName, isCalm = true): Block {
  return { kind: 'emblem', drawing, isCalm }
}

export const spring: Block = { kind: 'spring' }
