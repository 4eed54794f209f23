import type { RecordingAnswer } from '../../../server/protocol/recording.ts'
import { h } from '../dom.ts'
import { createSoundContext, openMicrophone, type Microphone } from '../openMicrophone.ts'
import { recordCode } from './recordCode.ts'
import { createRecordingApi } from './recordingApi.ts'
import { recordingWords } from './recordingText.ts'

/**
 * The page for volunteers, `…/h5/recording.html#token=…`, and, under `#withdraw=ID.SECRET`, the way
 * out. What follows # reaches no log.
 */
const asked = new URLSearchParams(location.hash.slice(1))
let words = recordingWords(asked.get('language') ?? 'zh-CN')
const api = createRecordingApi(() => words.tag)

function show(...content: readonly (Node | string | null)[]): void {
  document.documentElement.lang = words.tag
  document.title = words.pageTitle
  document.body.textContent = ''
  document.body.append(h('main', {}, ...content))
  scrollTo(0, 0)
}

function button(label: string, onclick: () => void, kind = 'primary'): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, onclick }, label)
}

function languageButton(again: () => void): HTMLButtonElement {
  return button(
    words.switchLanguage,
    () => {
      words = recordingWords(words.tag === 'en' ? 'zh-CN' : 'en')
      again()
    },
    'quiet',
  )
}

function showTrouble(status: number, again: () => void): void {
  if (status === 404) {
    show(h('h1', {}, words.closed), h('p', {}, words.closedHelp))
    return
  }
  show(h('h1', {}, words.failed), h('p', {}, words.tryAgain), button(words.retry, again))
}

async function showConsent(token: string): Promise<void> {
  const retry = () => void showConsent(token)
  const offer = await api.offer(token)
  if (!offer.ok) return showTrouble(offer.status, retry)
  const boxes = words.scopes.map(() => h('input', { type: 'checkbox' }))
  const agree = button(words.agree, () => void begin(token, offer.body.textHash))
  const update = () => {
    agree.disabled = boxes.some(box => !box.checked)
  }
  update()
  boxes.forEach(box => box.addEventListener('change', update))
  return show(
    languageButton(retry),
    h('h1', {}, offer.body.title),
    ...offer.body.text.split('\n').map(line => h('p', {}, line)),
    ...boxes.map((box, at) => h('label', {}, box, h('span', {}, words.scopes[at] ?? ''))),
    agree,
  )
}

async function begin(token: string, textHash: string): Promise<void> {
  const agreed = await api.agree(token, textHash)
  // Other words by now: they have to be read first.
  if (agreed.ok) return showReady(agreed.body)
  return agreed.status === 409
    ? showConsent(token)
    : showTrouble(agreed.status, () => void showConsent(token))
}

function showReady(speaker: RecordingAnswer, trouble: string | null = null): void {
  show(
    languageButton(() => showReady(speaker)),
    h('h1', {}, words.readyTitle),
    ...words.readyHelp.map(line => h('p', {}, line)),
    ...wayOut(speaker),
    trouble === null ? null : h('p', { class: 'trouble', role: 'alert' }, trouble),
    button(words.start, () => void start(speaker)),
  )
}

async function start(speaker: RecordingAnswer): Promise<void> {
  // Inside the gesture, before the first wait.
  const context = createSoundContext()
  const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: sound }).catch(() => null)
  const microphone = context && stream ? await openMicrophone(context, stream, 'sound.js') : null
  const close = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    void context?.close().catch(() => undefined)
  }
  if (!microphone || typeof microphone === 'string') {
    close()
    return showReady(speaker, words.noMicrophone)
  }
  for (let place = 0; place < speaker.codes.length; place++) await read(speaker, place, microphone)
  microphone.close()
  close()
  return showDone(speaker)
}

/** One code, until it was kept. */
async function read(
  speaker: RecordingAnswer,
  place: number,
  microphone: Microphone,
): Promise<void> {
  const code = speaker.codes[place] ?? ''
  for (;;) {
    const digit = h('div', { class: 'digit', 'aria-live': 'assertive' })
    const state = h('p', { class: 'state', role: 'status' }, words.prepare)
    const progress = words.progress(place + 1, speaker.codes.length)
    show(h('p', { class: 'progress' }, progress), digit, state)
    const pcm = await recordCode(microphone, code, shown => {
      digit.textContent = shown ?? '·'
      state.textContent = shown === null ? words.prepare : words.speak
    })
    state.textContent = words.sending
    const kept = await api.keep(speaker, place, pcm)
    const isKept = kept.ok && kept.body.again === null
    const reason = kept.ok ? kept.body.again : null
    const trouble = kept.ok ? reason && words.reasons[reason] : words.tryAgain
    digit.textContent = isKept ? '✓' : '·'
    await new Promise<void>(resolve => {
      show(
        h('p', { class: 'progress' }, progress),
        digit,
        h('p', { class: trouble ? 'trouble' : 'state', role: 'status' }, trouble ?? words.kept),
        button(isKept ? words.next : words.again, resolve),
      )
    })
    if (isKept) return
  }
}

function showDone(speaker: RecordingAnswer): void {
  show(
    h('h1', {}, words.doneTitle),
    h('p', {}, words.doneHelp),
    ...wayOut(speaker),
    button(words.withdraw, () => void withdraw(speaker.speakerId, speaker.secret), 'quiet'),
  )
}

/** The link that withdraws: before the first code too, for who stops half way. */
function wayOut({ speakerId, secret }: RecordingAnswer): Node[] {
  const link = `${location.href.split('#')[0]}#withdraw=${speakerId}.${secret}&language=${words.tag}`
  const copy = button(
    words.copy,
    () => {
      const done = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'))
      done.then(
        () => {
          copy.textContent = words.copied
        },
        // The link stands there to be copied by hand.
        () => undefined,
      )
    },
    'second',
  )
  return [
    h('p', {}, words.linkHelp),
    h('p', { class: 'link', 'aria-label': words.linkLabel }, link),
    copy,
  ]
}

function showWithdrawal(speakerId: string, secret: string): void {
  show(
    languageButton(() => showWithdrawal(speakerId, secret)),
    h('h1', {}, words.withdrawTitle),
    h('p', {}, words.withdrawHelp),
    button(words.withdraw, () => void withdraw(speakerId, secret)),
  )
}

async function withdraw(speakerId: string, secret: string): Promise<void> {
  const gone = await api.withdraw(speakerId, secret)
  // What is not there any more has been erased before.
  if (!gone.ok && gone.status !== 404)
    return showTrouble(gone.status, () => showWithdrawal(speakerId, secret))
  return show(h('h1', {}, words.withdrawn), h('p', {}, words.withdrawnHelp))
}

const [speakerId = '', secret = ''] = (asked.get('withdraw') ?? '').split('.')
if (speakerId) showWithdrawal(speakerId, secret)
else void showConsent(asked.get('token') ?? '')
