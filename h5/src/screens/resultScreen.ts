import type { ClientVerdict } from '../../../server/protocol/capture.ts'
import { h } from '../dom.ts'
import { drawing } from '../drawings.ts'
import { button, heading, spring } from './parts.ts'
import type { Screen, ScreenContext } from './screen.ts'

/** How long a passed person may read before going on, s. */
const backAfterSeconds = 5

/** Passed; or what to do now. Never a score, never which check it was. */
export function resultScreen(context: ScreenContext, verdict: ClientVerdict): Screen {
  const { words, dispatch } = context
  const isPassed = verdict.outcome === 'passed'
  const title = {
    passed: words.result.passed,
    retry: words.result.notYet,
    failed: words.result.failed,
  }[verdict.outcome]
  const emblem = drawing(isPassed ? 'tick' : verdict.outcome === 'retry' ? 'again' : 'warning')
  emblem.classList.add('emblem')
  if (!isPassed) emblem.classList.add('calm')
  const lines = [
    ...(verdict.advice === null || isPassed ? [] : [words.result.advice[verdict.advice]]),
    ...(verdict.outcome === 'failed' ? [words.result.failedHelp] : []),
  ]
  const top = heading(title)
  const leave = () => dispatch({ type: 'leave' })
  const countdown = h('p', { class: 'soft small gap-small' })
  const stop =
    isPassed && context.finishSoon
      ? countDown(countdown, words.result.back, leave)
      : () => undefined
  return {
    heading: top,
    element: h(
      'section',
      { class: 'screen middle' },
      emblem,
      top,
      isPassed ? h('p', { class: 'soft gap-small' }, words.result.passedHelp) : null,
      lines.length > 0 ? h('ul', { class: 'todo' }, ...lines.map(line => h('li', {}, line))) : null,
      spring(),
      countdown,
      ...(verdict.outcome === 'retry'
        ? [
            button(words.result.again, () => dispatch({ type: 'start' })),
            button(words.otherWay, context.showAlternative, 'second'),
          ]
        : [button(words.result.done, leave)]),
      verdict.outcome === 'failed'
        ? button(words.otherWay, context.showAlternative, 'second')
        : null,
      button(
        words.withdraw.link,
        () => {
          stop()
          context.askToWithdraw()
        },
        'link',
      ),
    ),
  }
}

/** Stops by itself when the screen is gone. */
function countDown(
  line: HTMLElement,
  say: (seconds: number) => string,
  done: () => void,
): () => void {
  let left = backAfterSeconds
  line.textContent = say(left)
  const timer = setInterval(() => {
    left -= 1
    if (line.isConnected && left > 0) line.textContent = say(left)
    else clearInterval(timer)
    if (line.isConnected && left === 0) done()
  }, 1000)
  return () => {
    clearInterval(timer)
    line.textContent = ''
  }
}
