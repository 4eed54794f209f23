import { needsSound } from '../../../server/protocol/challenge.ts'
import type { OpenAnswer } from '../../../server/protocol/session.ts'
import { h } from '../dom.ts'
import { drawing } from '../drawings.ts'
import { button, faultLine, heading, spring } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/**
 * Inform, then ask for a separate consent (PIPL articles 14 and 29; 人脸识别技术应用安全管理办法 articles
 * 5–7): who, what for, what, how long, the upload by name, an unticked box, the text, another way.
 */
export function consentScreen(
  context: ScreenContext,
  session: OpenAnswer,
  showDocument: () => void,
): Screen {
  const { words } = context
  const { scopes, title } = session.consent
  const asked = needsSound({ kind: session.mode })
    ? { ...words.consent, ...words.consent.withVoice }
    : words.consent
  const box = h('input', { type: 'checkbox' })
  const guardianBox = scopes.includes('guardian') ? h('input', { type: 'checkbox' }) : null
  const boxes = guardianBox ? [box, guardianBox] : [box]
  const fault = faultLine()
  let isBusy = false

  const agree = button(asked.button, () => {
    if (isBusy) return
    const missing = boxes.find(one => !one.checked)
    fault.textContent = missing ? asked.tickFirst : ''
    if (missing) {
      missing.focus()
      return
    }
    context.scopes = scopes
    context.dispatch({ type: 'submit' })
  })
  const show = () => {
    const isReady = !isBusy && boxes.every(one => one.checked)
    agree.setAttribute('aria-disabled', String(!isReady))
    agree.textContent = isBusy ? asked.busy : asked.button
  }
  for (const one of boxes)
    one.addEventListener('change', () => {
      fault.textContent = ''
      show()
    })
  show()

  const top = heading(asked.title(session.business))
  const emblem = drawing('shield')
  emblem.classList.add('emblem')
  const lines = scopes.map(scope => asked.scope[scope])
  if (!scopes.includes('store')) lines.push(asked.notStored)
  const known = session.identity.kind === 'masked' ? session.identity : null
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen' },
      emblem,
      h('div', { class: 'gap-small' }, top),
      h('p', { class: 'soft gap-small' }, asked.purpose(session.purpose)),
      known ? h('p', { class: 'soft' }, words.identity.known(known.name, known.idCard)) : null,
      h(
        'div',
        { class: 'panel' },
        h('h2', {}, asked.what),
        h('ul', {}, ...lines.map(line => h('li', {}, line))),
      ),
      button(asked.readLink(title), showDocument, 'link'),
      spring(),
      h('label', { class: 'check' }, box, h('span', {}, asked.agree(title))),
      guardianBox
        ? h('label', { class: 'check' }, guardianBox, h('span', {}, asked.guardian))
        : null,
      fault,
      agree,
      button(asked.decline, context.showAlternative, 'second'),
      h('p', { class: 'soft small center gap-small' }, asked.voluntary),
    ),
    update: phase => {
      if (phase.name !== 'consent') return
      isBusy = phase.busy
      fault.textContent = phase.fault ?? ''
      show()
    },
  }
}
