import { needsSound } from '../../../server/protocol/challenge.ts'
import { h } from '../dom.ts'
import { drawing, type DrawingName } from '../drawings.ts'
import { button, heading, spring } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/**
 * What helps, what will come where something is to be said, the warning of flashing colours with a way
 * out (WCAG 2.3.1), and why the phone is about to ask for the camera. The button is the gesture that
 * browsers want before a camera.
 */
export function tipsScreen(context: ScreenContext): Screen {
  const { session } = context
  const { tips } = context.words
  const mode = session?.mode ?? ''
  const hasSound = needsSound({ kind: mode })
  const { about, camera, button: open } = hasSound ? tips.voice : tips
  const drawn: [DrawingName, string][] = hasSound
    ? [
        ['quiet', tips.voice.quiet],
        ['mouth', tips.voice.mouth],
        ['distance', tips.distance],
        ['light', tips.light],
      ]
    : [
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
      h('p', { class: 'soft gap-small' }, about),
      h(
        'ul',
        { class: 'tips' },
        ...drawn.map(([name, text]) => h('li', {}, drawing(name), h('span', {}, text))),
      ),
      hasSound
        ? h(
            'div',
            { class: 'panel' },
            h('h2', {}, tips.voice.coming),
            mode === 'light-digit'
              ? h('ol', {}, h('li', {}, tips.voice.colours), h('li', {}, tips.voice.digits))
              : h('p', { class: 'gap-small' }, tips.voice.digits),
          )
        : null,
      session?.flashWarning === false
        ? null
        : h(
            'div',
            { class: 'warning' },
            h('h2', {}, drawing('warning'), tips.flashTitle),
            h('p', { class: 'gap-small' }, tips.flash),
            button(tips.flashOther, context.showAlternative, 'link'),
          ),
      spring(),
      h('p', { class: 'soft gap' }, camera),
      button(open, () => context.dispatch({ type: 'start' })),
    ),
  }
}
