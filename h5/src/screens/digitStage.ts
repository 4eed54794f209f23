import type { Heard } from '../../../server/protocol/client/hearing.ts'
import type { ShownStep } from '../createCapture.ts'
import { h } from '../dom.ts'
import { drawing } from '../drawings.ts'
import type { Words } from '../../../server/protocol/client/text.ts'

/** One digit as large as the screen allows, how many are done, and whether it hears. */
export interface DigitStage {
  element: HTMLElement
  /** The line above for this step. */
  show: (steps: readonly ShownStep[], step: number) => string
  hear: (heard: Heard) => void
}

/** Bars of the level mark and how much of the level each one shows. */
const bars = [0.5, 0.8, 1, 0.8, 0.5]

/**
 * Kept from screen readers: one that reads a digit aloud would answer for the person. Nothing moves but
 * the level mark, and that not for people who want less motion.
 */
export function digitStage(words: Words['digits']): DigitStage {
  const digit = h('p', { class: 'digit' })
  const places = h('p', { class: 'places' })
  const level = h('span', { class: 'level' }, ...bars.map(() => h('i')))
  const state = h('span', {})
  const ear = h('p', { class: 'ear' }, drawing('microphone'), level, state)
  const element = h('div', { class: 'digits-stage', 'aria-hidden': 'true' }, digit, places, ear)
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  let isAsked = false
  let hasHeard = false

  function showHeard(): void {
    ear.classList.toggle('heard', hasHeard)
    state.textContent = hasHeard ? words.heard : isAsked ? words.listening : ''
  }

  return {
    element,
    show: (steps, step) => {
      const all = steps.map(one => ('digit' in one ? one.digit : null))
      const now = all[step] ?? null
      const [before, after] = [all.slice(0, step), all.slice(step + 1)].map(
        part => part.filter(one => one !== null).length,
      )
      digit.textContent = now
      places.textContent = ''
      const count = all.filter(one => one !== null).length
      for (let index = 0; index < count; index += 1)
        places.append(
          h('i', {
            class: index < before! ? 'done' : index === before && now !== null ? 'now' : '',
          }),
        )
      isAsked = now !== null
      // What was heard belongs to the digit that was on the screen; the last one's stays to the end.
      if (isAsked || before === 0) hasHeard = false
      showHeard()
      if (isAsked) return words.say
      return before === 0 ? words.quiet : after === 0 ? words.over : words.next
    },
    hear: ({ level: loudness, isVoice }) => {
      if (isAsked && isVoice && !hasHeard) {
        hasHeard = true
        showHeard()
      }
      if (isStill) return
      for (const [index, bar] of Array.from(level.children).entries())
        if (bar instanceof HTMLElement)
          bar.style.transform = `scaleY(${Math.max(0.12, loudness * bars[index]!)})`
    },
  }
}
