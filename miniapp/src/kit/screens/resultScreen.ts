import type { ClientVerdict } from '../../../../server/protocol/capture.ts'
import type { Block } from '../view.ts'
import { button, emblem, heading, soft, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

/** Passed; or what to do now. Never a score, never which check it was. */
export function resultScreen({ words }: ScreenContext, verdict: ClientVerdict): Block[] {
  const { result } = words
  const { outcome, advice } = verdict
  const isPassed = outcome === 'passed'
  const title = { passed: result.passed, retry: result.notYet, failed: result.failed }[outcome]
  const lines = [
    ...(advice === null || isPassed ? [] : [result.advice[advice]]),
    ...(outcome === 'failed' ? [result.failedHelp] : []),
  ]
  return [
    emblem(isPassed ? 'tick' : outcome === 'retry' ? 'again' : 'warning', !isPassed),
    heading(title),
    ...(isPassed ? [soft(result.passedHelp)] : []),
    ...(lines.length > 0 ? [{ kind: 'list', look: 'todo', title: '', lines } as const] : []),
    spring,
    outcome === 'retry' ? button(result.again, 'start') : button(result.done, 'leave'),
    ...(isPassed ? [] : [button(words.otherWay, 'alternative', 'second')]),
    button(words.withdraw.link, 'askWithdraw', 'link'),
  ]
}
