import { h } from '../dom.ts'

/** The pieces that several pages are made of. */
export function heading(text: string): HTMLHeadingElement {
  return h('h1', { tabindex: '-1' }, text)
}

export function button(
  text: string,
  onclick: () => void,
  kind: 'first' | 'second' | 'link' = 'first',
): HTMLButtonElement {
  const name = { first: 'button', second: 'button second', link: 'link' }[kind]
  return h('button', { type: 'button', class: name, onclick }, text)
}

/** Pushes what follows to the lower edge, where a thumb reaches. */
export function spring(): HTMLElement {
  return h('div', { class: 'grow' })
}

/** A line that a screen reader speaks when it is filled. */
export function faultLine(): HTMLElement {
  return h('p', { class: 'fault', role: 'alert' })
}
