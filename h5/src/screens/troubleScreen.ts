import { troubles, type Trouble } from '../../../server/protocol/client/troubles.ts'
import { h } from '../dom.ts'
import { drawing, type DrawingName } from '../drawings.ts'
import { button, heading, spring } from './parts.ts'
import { qrCode } from './qrCode.ts'
import type { Screen, ScreenContext } from './screen.ts'

const onPhone: DrawingName = 'phone'
const emblems: Partial<Record<Trouble, DrawingName>> = {
  notWeChat: onPhone,
  wecom: onPhone,
  devtools: onPhone,
  desktop: onPhone,
  miniProgram: onPhone,
  unknownSystem: onPhone,
  weChatTooOld: onPhone,
  systemTooOld: onPhone,
  otherDevice: onPhone,
  expired: 'clock',
  tooOften: 'clock',
  slow: 'clock',
  network: 'network',
  offline: 'network',
  cameraUnsupported: 'camera',
  cameraRefused: 'camera',
  cameraBusy: 'camera',
  cameraMissing: 'camera',
  cameraRear: 'camera',
  cameraBlack: 'camera',
  microphoneUnsupported: 'microphone',
  microphoneRefused: 'microphone',
  microphoneBusy: 'microphone',
  microphoneMissing: 'microphone',
  bothRefused: 'camera',
  notReady: 'face',
  finished: 'tick',
  withdrawn: 'tick',
}

/** Troubles that another place cures: they carry the address along. */
const elsewhere: ReadonlySet<Trouble> = new Set([
  'notWeChat',
  'wecom',
  'devtools',
  'desktop',
  'miniProgram',
])
/** Troubles for which a code to scan helps, since the person may sit before a computer. */
const scannable: ReadonlySet<Trouble> = new Set(['notWeChat', 'devtools', 'desktop'])

/** Troubles after which the page below is the best way on. */
const endings: ReadonlySet<Trouble> = new Set([
  'unknownSession',
  'expired',
  'otherDevice',
  'finished',
  'withdrawn',
  'environment',
  'notSecure',
])

/** What happened in the person's words, what to do, and every way on. */
export function troubleScreen(context: ScreenContext, trouble: Trouble): Screen {
  const { words, dispatch } = context
  const { resume } = troubles[trouble]
  const { title, todo } = words.troubles[trouble]
  const emblem = drawing(emblems[trouble] ?? 'warning')
  emblem.classList.add('emblem', 'calm')
  const top = heading(title)
  const environment = context.session?.environment
  const needs = environment?.ok === false ? environment.needs : undefined
  const lines = needs === undefined ? todo : [...todo, words.trouble.needs(needs)]
  const isEnding = endings.has(trouble) || (context.session === null && resume === null)
  const hasFirst = isEnding || resume !== null || elsewhere.has(trouble)
  const leave = button(
    words.trouble.leave,
    () => dispatch({ type: 'leave' }),
    isEnding ? 'first' : 'second',
  )
  const other =
    context.session === null
      ? null
      : button(words.otherWay, context.showAlternative, hasFirst ? 'second' : 'first')
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen middle' },
      emblem,
      top,
      h('ul', { class: 'todo' }, ...lines.map(line => h('li', {}, line))),
      ...(scannable.has(trouble) ? scanPart(context) : []),
      ...(elsewhere.has(trouble) ? copyPart(context) : []),
      spring(),
      resume === 'capture' ? button(words.trouble.again, () => dispatch({ type: 'start' })) : null,
      resume === 'open' ? button(words.trouble.reopen, () => dispatch({ type: 'reopen' })) : null,
      ...(isEnding ? [leave, other] : [other, leave]),
    ),
  }
}

function scanPart({ words, pageUrl }: ScreenContext): Node[] {
  const code = qrCode(pageUrl)
  return code ? [code, h('p', { class: 'soft small gap-small' }, words.trouble.qr)] : []
}

function copyPart({ words, pageUrl, announce }: ScreenContext): Node[] {
  const line = h('input', {
    class: 'link-text',
    readonly: true,
    value: pageUrl,
    'aria-label': words.trouble.copyByHand,
  })
  const copy = button(words.trouble.copy, () => {
    line.select()
    line.setSelectionRange(0, pageUrl.length)
    // The old command also works where the clipboard API asks for a permission or is missing.
    const isCopied = document.execCommand('copy')
    copy.textContent = isCopied ? words.trouble.copied : words.trouble.copyByHand
    announce(copy.textContent)
  })
  return [line, copy]
}
