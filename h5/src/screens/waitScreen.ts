import { h } from '../dom.ts'
import { drawing, type DrawingName } from '../drawings.ts'
import { heading } from './parts.ts'
import type { Screen } from './screen.ts'

/** Something is under way that the person cannot hurry. */
export function waitScreen(title: string, help: string | null, emblem: DrawingName): Screen {
  const top = heading(title)
  const picture = drawing(emblem)
  picture.classList.add('emblem', 'calm')
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen middle' },
      picture,
      top,
      help === null ? null : h('p', { class: 'soft gap-small' }, help),
      h('div', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    ),
  }
}
