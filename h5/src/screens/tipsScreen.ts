import { h } from '../dom.ts'
import { drawing, type DrawingName } from '../drawings.ts'
import { button, heading, spring } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/**
 * What helps, the warning of flashing colours with a way out (WCAG 2.3.1), and why the phone is about
 * to ask for the camera. The button is the gesture that browsers want before a camera.
 */
export function tipsScreen(context: ScreenContext): Screen {
  const { tips } = context.words
  const drawn: [DrawingName, string][] = [
    ['light', tips.light],
    ['distance', tips.distance],
    ['uncovered', tips.uncovered],
    ['brightness', tips.brightness],
  ]
  const top = heading(tips.title)
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen' },
      top,
      h('p', { class: 'soft gap-small' }, tips.about),
      h(
        'ul',
        { class: 'tips' },
        ...drawn.map(([name, text]) => h('li', {}, drawing(name), h('span', {}, text))),
      ),
      context.session?.flashWarning === false
        ? null
        : h(
            'div',
            { class: 'warning' },
            h('h2', {}, drawing('warning'), tips.flashTitle),
            h('p', { class: 'gap-small' }, tips.flash),
            button(tips.flashOther, context.showAlternative, 'link'),
          ),
      spring(),
      h('p', { class: 'soft gap' }, tips.camera),
      button(tips.button, () => context.dispatch({ type: 'start' })),
    ),
  }
}
