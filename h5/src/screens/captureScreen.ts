import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import type { ShownStep } from '../createCapture.ts'
import { h, s } from '../dom.ts'
import { digitStage } from './digitStage.ts'
import { button } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/** After so long a look for the face, a longer help line is worth reading, ms. */
const helpAfterMs = 12_000

/**
 * Preview, light, digits and checking: one stage with one video, so that the picture never flickers
 * between them. The float colours the ground around it while the challenge is performed.
 */
export function captureScreen(context: ScreenContext): Screen {
  const { words, video, announce } = context
  const line = h('h1', { class: 'line', tabindex: '-1' })
  const note = h('p', { class: 'note' })
  // An ellipse that begins at the top and runs clockwise.
  const done = s('path', {
    class: 'done',
    d: 'M50 1A49 63 0 1 1 49.99 1',
    pathLength: '100',
    'stroke-dasharray': '0 100',
  })
  const ring = s(
    'svg',
    { class: 'ring', viewBox: '0 0 100 128', 'aria-hidden': 'true' },
    s('ellipse', { cx: '50', cy: '64', rx: '49', ry: '63' }),
    done,
  )
  const digits = digitStage(words.digits)
  const dots = h('div', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  const cancel = button(words.checking.cancel, context.askToLeave, 'link')
  dots.hidden = true
  digits.element.hidden = true
  cancel.hidden = true
  const stage = h(
    'section',
    { class: 'capture' },
    line,
    h('div', { class: 'oval' }, video, ring),
    digits.element,
    note,
    dots,
    cancel,
  )
  const helpTimer = setTimeout(() => {
    note.textContent = words.preview.help
  }, helpAfterMs)

  let isLight = false

  function say(text: string): void {
    if (line.textContent === text) return
    line.textContent = text
    announce(text)
  }

  function fillRing(share: number): void {
    done.setAttribute('stroke-dasharray', `${Math.round(share * 100)} 100`)
  }

  function update(phase: Phase): void {
    if (phase.name !== 'preview') clearTimeout(helpTimer)
    stage.classList.toggle('colours', phase.name === 'performing' && isLight)
    if (phase.name !== 'performing') showDigits(false)
    stage.classList.toggle('judging', phase.name === 'checking')
    dots.hidden = phase.name !== 'checking'
    cancel.hidden = phase.name !== 'checking'
    if (phase.name === 'preview') {
      say(phase.hint === null ? words.preview.first : words.hints[phase.hint])
      fillRing(
        phase.hint === 'good' ? (phase.askedMs === null ? 0.6 : 1) : phase.hint === null ? 0 : 0.15,
      )
    } else if (phase.name === 'performing') {
      fillRing((phase.step + 1) / phase.challenge.steps.length)
    } else if (phase.name === 'checking') {
      say(words.checking.title)
      note.textContent = phase.isLong ? words.checking.long : words.checking.help
      fillRing(1)
    }
  }

  function showDigits(isOn: boolean): void {
    stage.classList.toggle('digits', isOn)
    digits.element.hidden = !isOn
    note.hidden = isOn
  }

  function show(steps: readonly ShownStep[], step: number): void {
    const now = steps[step]
    if (!now) return
    clearTimeout(helpTimer)
    isLight = 'colour' in now
    stage.classList.toggle('colours', isLight)
    showDigits(!isLight)
    if (isLight) {
      say(words.light.still)
      note.textContent = words.light.help
    } else line.textContent = digits.show(steps, step)
  }

  // Browsers pause a video that moves in the document.
  setTimeout(() => void video.play().catch(() => undefined), 0)
  return {
    element: stage,
    heading: line,
    update,
    show,
    hear: digits.hear,
    setNote: text => {
      note.textContent = text
    },
  }
}
