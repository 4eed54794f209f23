import type { Block } from '../view.ts'
import { button, fault, heading, soft } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/** A question over the page. */
export type SheetName = 'leave' | 'alternative' | 'withdraw'

export function sheet(name: SheetName, context: ScreenContext): Block[] {
  const { words, mini, session } = context
  if (name === 'leave') {
    const { title, help, stay, go } = words.leave
    return [heading(title), soft(help), button(stay, 'stay'), button(go, 'leave', 'second')]
  }
  if (name === 'withdraw') {
    const { title, help, go, stay } = words.withdraw
    return [
      heading(title),
      soft(help),
      ...fault(context.fault),
      button(go, 'withdraw'),
      button(stay, 'stay', 'second'),
    ]
  }
  const { alternative } = words
  const way = session?.alternative ?? ''
  return [
    heading(alternative.title),
    soft(alternative.help),
    { kind: 'list', look: 'panel', title: '', lines: [way] },
    // A mini program opens no addresses but its owner's own.
    ...(/^https?:\/\//.test(way) ? [button(mini.copyWay, 'copyWay', 'second')] : []),
    button(alternative.go, 'leave'),
    button(alternative.stay, 'stay', 'second'),
  ]
}
