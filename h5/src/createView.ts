import type { CeremonyEvent } from '../../server/protocol/client/ceremonyEvents.ts'
import type { Ceremony, Phase } from '../../server/protocol/client/ceremonyState.ts'
import type { Heard } from '../../server/protocol/client/hearing.ts'
import { needsSound } from '../../server/protocol/challenge.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import type { ShownStep } from './createCapture.ts'
import type { Float } from './createFloat.ts'
import { h } from './dom.ts'
import { captureScreen } from './screens/captureScreen.ts'
import { consentScreen } from './screens/consentScreen.ts'
import { identityScreen } from './screens/identityScreen.ts'
import { button, faultLine, heading, spring } from './screens/parts.ts'
import { resultScreen } from './screens/resultScreen.ts'
import type { Screen, ScreenContext } from './screens/screen.ts'
import { tipsScreen } from './screens/tipsScreen.ts'
import { troubleScreen } from './screens/troubleScreen.ts'
import { waitScreen } from './screens/waitScreen.ts'
import type { Words } from '../../server/protocol/client/text.ts'

/** Shows a ceremony in a float. */
export interface View {
  context: ScreenContext
  /** The screen that belongs to the phase; a screen that can take the change stays. */
  render: (ceremony: Ceremony) => void
  /** The same phase anew: language or session changed. */
  refresh: (words: Words, session: OpenAnswer | null) => void
  /** Puts a step of the challenge on the screen at once; the number of steps = all over. */
  show: (steps: readonly ShownStep[], step: number) => void
  /** What the microphone hears right now. */
  hear: (heard: Heard) => void
  /** A line below the picture. */
  setNote: (text: string) => void
  /** Confirmation first where something would be lost. */
  askToLeave: () => void
}

interface ViewDeps {
  float: Float
  video: HTMLVideoElement
  words: Words
  pageUrl: string
  finishSoon: boolean
  /** Takes the consent back; false = not done. */
  withdraw: () => Promise<boolean>
  dispatch: (event: CeremonyEvent) => void
}

/** Digits stand black on white by day and by night: nothing else reads as well, and it lights the lips. */
const digitGround = '#ffffff'

export function createView({ float, dispatch, withdraw, ...given }: ViewDeps): View {
  let phase: Phase = { name: 'opening' }
  let screen: Screen | null = null
  let shownKey = ''
  let isDocument = false
  let isTooDark = false
  let closeSheet: (() => void) | null = null

  const context: ScreenContext = {
    ...given,
    session: null,
    dispatch,
    askToLeave,
    showAlternative,
    askToWithdraw,
    announce: float.announce,
    identity: { name: '', idCard: '' },
    scopes: null,
  }

  /** In the dark the screen is a lamp: once white it stays so, a face must not flicker. */
  function lightsFace(phase: Phase): boolean {
    isTooDark = phase.name === 'preview' && (isTooDark || phase.hint === 'brighter')
    return isTooDark
  }

  function put(next: Screen): void {
    screen = next
    next.update?.(phase)
    float.show(next.element, next.heading)
  }

  function showDocument(session: OpenAnswer): void {
    const { words } = context
    const { title, text } = session.consent
    isDocument = true
    const top = heading(title)
    const back = button(words.consent.back, closeDocument)
    const element = h(
      'section',
      { class: 'screen' },
      top,
      h('p', { class: 'document gap' }, text),
      spring(),
      back,
    )
    float.show(element, top)
  }

  function closeDocument(): void {
    isDocument = false
    if (screen) float.show(screen.element, screen.heading)
  }

  function build(): Screen {
    const { words, session } = context
    switch (phase.name) {
      case 'consent':
        return session
          ? consentScreen(context, session, () => showDocument(session))
          : waitScreen(words.opening, null, 'shield')
      case 'linking':
        return waitScreen(words.linking, null, 'shield')
      case 'identity':
        return identityScreen(context)
      case 'tips':
        return tipsScreen(context)
      case 'starting': {
        const { camera, cameraHelp, bothHelp, server } = words.starting
        const help = needsSound({ kind: session?.mode ?? '' }) ? bothHelp : cameraHelp
        const wait =
          phase.waitsFor === 'camera'
            ? waitScreen(camera, help, 'camera')
            : waitScreen(server, null, 'network')
        // Some web views decode nothing for a video outside the document.
        wait.element.append(context.video)
        return wait
      }
      case 'preview':
      case 'performing':
      case 'checking':
        return captureScreen(context)
      case 'result':
        return resultScreen(context, phase.verdict)
      case 'trouble':
        return troubleScreen(context, phase.trouble)
      case 'opening':
      case 'over':
      default:
        return waitScreen(words.opening, null, 'shield')
    }
  }

  function openSheet(parts: readonly Node[], label: string): void {
    closeSheet?.()
    const close = float.openSheet(h('div', {}, ...parts), label, shut)
    closeSheet = close
  }

  function shut(): void {
    closeSheet?.()
    closeSheet = null
  }

  function askToLeave(): void {
    if (isDocument) {
      closeDocument()
      return
    }
    if (closeSheet) {
      shut()
      return
    }
    const { leave } = context.words
    const isNothingLost =
      phase.name === 'opening' || phase.name === 'result' || phase.name === 'trouble'
    if (isNothingLost) dispatch({ type: 'leave' })
    else
      openSheet(
        [
          h('h2', {}, leave.title),
          h('p', { class: 'soft gap-small' }, leave.help),
          button(leave.stay, shut),
          button(leave.go, () => dispatch({ type: 'leave' }), 'second'),
          ...(phase.name === 'consent'
            ? []
            : [button(context.words.withdraw.link, askToWithdraw, 'link')]),
        ],
        leave.title,
      )
  }

  function askToWithdraw(): void {
    const words = context.words.withdraw
    const fault = faultLine()
    openSheet(
      [
        h('h2', {}, words.title),
        h('p', { class: 'soft gap-small' }, words.help),
        fault,
        button(words.go, () => {
          void withdraw().then(isDone => {
            if (isDone) dispatch({ type: 'trouble', trouble: 'withdrawn' })
            else fault.textContent = words.failed
          })
        }),
        button(words.stay, shut, 'second'),
      ],
      words.title,
    )
  }

  function showAlternative(): void {
    const { alternative } = context.words
    const way = context.session?.alternative ?? ''
    const isAddress = /^https?:\/\//.test(way)
    openSheet(
      [
        h('h2', {}, alternative.title),
        h('p', { class: 'soft gap-small' }, alternative.help),
        isAddress
          ? h('a', { class: 'button', href: way, rel: 'noopener' }, alternative.link)
          : h('p', { class: 'panel' }, way),
        button(alternative.go, () => dispatch({ type: 'leave' }), isAddress ? 'second' : 'first'),
        button(alternative.stay, shut, 'second'),
      ],
      alternative.title,
    )
  }

  return {
    context,
    askToLeave,
    show: (steps, step) => {
      const now = steps[step]
      float.setColour(now ? ('colour' in now ? now.colour : digitGround) : null)
      screen?.show?.(steps, step)
    },
    hear: heard => screen?.hear?.(heard),
    setNote: text => screen?.setNote?.(text),
    render: ceremony => {
      phase = ceremony.phase
      const key = keyOf(phase)
      if (phase.name !== 'performing') float.setColour(lightsFace(phase) ? '#ffffff' : null)
      float.setTools(key !== 'capture')
      if (key === shownKey) {
        screen?.update?.(phase)
        return
      }
      shownKey = key
      isDocument = false
      shut()
      put(build())
    },
    refresh: (words, session) => {
      Object.assign(context, { words, session })
      float.setWords(words)
      float.setBanner(session?.demo ? words.demoBanner : null)
      if (shownKey !== '') put(build())
    },
  }
}

/** Phases with the same key share a screen. */
function keyOf(phase: Phase): string {
  switch (phase.name) {
    case 'preview':
    case 'performing':
    case 'checking':
      return 'capture'
    case 'starting':
      return `starting ${phase.waitsFor}`
    case 'trouble':
      return `trouble ${phase.trouble}`
    case 'opening':
    case 'consent':
    case 'linking':
    case 'identity':
    case 'tips':
    case 'result':
    case 'over':
    default:
      return phase.name
  }
}
