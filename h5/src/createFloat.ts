import { h } from './dom.ts'
import { drawing } from './drawings.ts'
import { inkOn } from '../../server/protocol/client/inkOn.ts'
import styles from './styles.css'
import type { Words } from '../../server/protocol/client/text.ts'

interface FloatOptions {
  /** Where zhenren.css lies, for browsers without constructed style sheets. */
  stylesUrl: string
  isLarge: boolean
  onClose: () => void
  onLanguage: () => void
  onLarge: (isLarge: boolean) => void
  isVoiceOn: () => boolean
  onVoice: () => void
  /** Any tap, before what it is meant for. */
  onTap: () => void
}

/** A full-height dialog over the host page, in a shadow root of its own. */
export interface Float {
  setWords: (words: Words) => void
  /** Language, letter size, voice: not while the camera runs, a rebuilt page would cost frames. */
  setTools: (isOn: boolean) => void
  setBanner: (text: string | null) => void
  /** Replaces the page; `heading` gets the focus. */
  show: (element: HTMLElement, heading: HTMLElement) => void
  /** A sheet over the page; one at a time. Returns the way to close it. */
  openSheet: (element: HTMLElement, label: string, onEscape: () => void) => () => void
  announce: (text: string) => void
  /** The whole screen in `#rrggbb`, words in black or white; null = as usual. */
  setColour: (colour: string | null) => void
  remove: () => void
}

export function createFloat(options: FloatOptions): Float {
  const host = h('div', { 'data-zhenren': true })
  const root = host.attachShadow({ mode: 'open' })
  const closeButton = h('button', { type: 'button', onclick: options.onClose }, drawing('close'))
  const largeButton = h('button', {
    type: 'button',
    onclick: () => {
      options.onLarge(host.classList.toggle('large'))
      showSwitches()
    },
  })
  const voiceButton = h('button', {
    type: 'button',
    onclick: () => {
      options.onVoice()
      showSwitches()
    },
  })
  const languageButton = h('button', { type: 'button', onclick: options.onLanguage })
  const banner = h('p', { class: 'banner', role: 'note' })
  banner.hidden = true
  const body = h('div', { class: 'body' })
  const live = h('p', { class: 'unseen', 'aria-live': 'polite', role: 'status' })
  const top = h(
    'div',
    { class: 'top' },
    closeButton,
    h('span', { class: 'space' }),
    voiceButton,
    languageButton,
    largeButton,
  )
  const page = h('div', { class: 'page' }, top, banner, body)
  const dialog = h('div', { class: 'dialog', role: 'dialog', 'aria-modal': 'true' }, page, live)
  let words: Words | null = null
  let sheet: { veil: HTMLElement; onEscape: () => void } | null = null

  function showSwitches(): void {
    const isLarge = host.classList.contains('large')
    largeButton.setAttribute('aria-pressed', String(isLarge))
    largeButton.textContent = isLarge ? (words?.normalText ?? '') : (words?.largeText ?? '')
    // Named after what it does: "mute, pressed" would say the opposite.
    voiceButton.textContent = (options.isVoiceOn() ? words?.voiceOff : words?.voiceOn) ?? ''
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (sheet) sheet.onEscape()
      else options.onClose()
    } else if (event.key === 'Tab') keepFocus(event, root, sheet?.veil ?? dialog)
  }

  dialog.addEventListener('keydown', onKey)
  dialog.addEventListener('click', options.onTap, true)
  host.classList.toggle('large', options.isLarge)
  addStyles(root, options.stylesUrl)
  root.append(dialog)
  const giveBack = takeOver(host)

  return {
    setWords: next => {
      words = next
      dialog.setAttribute('lang', next.tag)
      dialog.setAttribute('aria-label', next.dialogLabel)
      closeButton.setAttribute('aria-label', next.close)
      languageButton.textContent = next.switchLanguage
      showSwitches()
    },
    setTools: isOn => {
      languageButton.hidden = !isOn
      largeButton.hidden = !isOn
      voiceButton.hidden = !isOn
    },
    setBanner: text => {
      banner.textContent = text
      banner.hidden = text === null
    },
    show: (element, heading) => {
      body.textContent = ''
      body.append(element)
      body.scrollTop = 0
      if (!sheet) heading.focus({ preventScroll: true })
    },
    openSheet: (element, label, onEscape) => {
      sheet?.veil.remove()
      const before = root.activeElement
      const veil = h(
        'div',
        { class: 'veil' },
        h(
          'div',
          { class: 'sheet', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': label },
          element,
        ),
      )
      sheet = { veil, onEscape }
      page.inert = true
      dialog.append(veil)
      focusables(veil)[0]?.focus()
      return () => {
        veil.remove()
        if (sheet?.veil !== veil) return
        sheet = null
        page.inert = false
        if (before instanceof HTMLElement && before.isConnected) before.focus()
      }
    },
    announce: text => {
      live.textContent = text
    },
    setColour: colour => {
      // Through the object model, which a strict style-src allows.
      dialog.classList.toggle('coloured', colour !== null)
      dialog.style.backgroundColor = colour ?? ''
      dialog.style.color = colour === null ? '' : inkOn(colour)
    },
    remove: () => {
      host.remove()
      giveBack()
    },
  }
}

/** Constructed where possible; else the file beside the script, which a strict `style-src` allows too. */
function addStyles(root: ShadowRoot, url: string): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    root.adoptedStyleSheets = [sheet]
  } else root.append(h('link', { rel: 'stylesheet', href: url }))
}

/** Over the page: nothing behind takes focus, is read out or scrolls. Returns the way back. */
function takeOver(host: HTMLElement): () => void {
  const before = document.activeElement
  const behind = Array.from(document.body.children).filter(
    (element): element is HTMLElement => element instanceof HTMLElement && !element.inert,
  )
  // For browsers that do not know `inert`.
  const unhidden = behind.filter(element => !element.hasAttribute('aria-hidden'))
  for (const element of behind) element.inert = true
  for (const element of unhidden) element.setAttribute('aria-hidden', 'true')
  const { overflow } = document.documentElement.style
  document.documentElement.style.overflow = 'hidden'
  document.body.append(host)
  return () => {
    for (const element of behind) element.inert = false
    for (const element of unhidden) element.removeAttribute('aria-hidden')
    document.documentElement.style.overflow = overflow
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}

function focusables(within: ParentNode): HTMLElement[] {
  return Array.from(
    within.querySelectorAll<HTMLElement>('button, a[href], input, [tabindex="0"]'),
  ).filter(element => element.getClientRects().length > 0)
}

/** Tab goes round inside the dialog. */
function keepFocus(event: KeyboardEvent, root: ShadowRoot, within: HTMLElement): void {
  const all = focusables(within)
  const [first, last] = [all[0], all[all.length - 1]]
  if (!first || !last) {
    event.preventDefault()
    return
  }
  const at = root.activeElement
  const isInside = at instanceof HTMLElement && within.contains(at)
  if (!isInside || (event.shiftKey && (at === first || !all.includes(at)))) {
    event.preventDefault()
    ;(event.shiftKey ? last : first).focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}
