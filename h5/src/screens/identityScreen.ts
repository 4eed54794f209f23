import { isIdNumber, tidyIdNumber } from '../../../server/protocol/client/idNumber.ts'
import { h } from '../dom.ts'
import { button, faultLine, heading, spring } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/** Name and ID number, when the business lets the person give them. */
export function identityScreen(context: ScreenContext): Screen {
  const asked = context.words.identity
  const name = h('input', {
    type: 'text',
    autocomplete: 'name',
    maxlength: '64',
    autocapitalize: 'off',
    spellcheck: 'false',
  })
  const idCard = h('input', {
    type: 'text',
    autocomplete: 'off',
    maxlength: '24',
    autocapitalize: 'characters',
    spellcheck: 'false',
    'aria-describedby': 'id-card-help',
  })
  const fault = faultLine()
  let isBusy = false

  function refuse(field: HTMLInputElement, text: string): void {
    fault.textContent = text
    field.setAttribute('aria-invalid', 'true')
    field.focus()
  }

  function submit(): void {
    if (isBusy) return
    const given = { name: name.value.trim(), idCard: tidyIdNumber(idCard.value) }
    name.removeAttribute('aria-invalid')
    idCard.removeAttribute('aria-invalid')
    fault.textContent = ''
    if (given.name === '') refuse(name, asked.nameMissing)
    else if (!isIdNumber(given.idCard)) refuse(idCard, asked.idCardWrong)
    else {
      context.identity = given
      context.dispatch({ type: 'submit' })
    }
  }

  const next = button(asked.button, submit)
  const onEnter = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key === 'Enter' && !event.isComposing) submit()
  }
  name.addEventListener('keydown', onEnter)
  idCard.addEventListener('keydown', onEnter)
  const top = heading(asked.title)
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen' },
      top,
      h('p', { class: 'soft gap-small' }, asked.reason),
      h('label', { class: 'field' }, asked.name, name),
      h('label', { class: 'field' }, asked.idCard, idCard),
      h('p', { class: 'soft small gap-small', id: 'id-card-help' }, asked.idCardHelp),
      fault,
      spring(),
      next,
      button(context.words.otherWay, context.showAlternative, 'second'),
    ),
    update: phase => {
      if (phase.name !== 'identity') return
      isBusy = phase.busy
      next.textContent = isBusy ? asked.busy : asked.button
      next.setAttribute('aria-disabled', String(isBusy))
      fault.textContent = phase.fault ?? ''
    },
  }
}
