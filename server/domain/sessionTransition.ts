import type { SessionState } from './session.ts'

/** Every move that a session may make (design.md §5); what is not here is refused. */
const moves: Record<SessionState, readonly SessionState[]> = {
  created: ['consented', 'expired'],
  // Again `consented`: the identity was given, or the consent renewed after the text had changed.
  consented: ['consented', 'capturing', 'expired'],
  // Again `capturing`: a newer page of the same device takes over.
  capturing: ['capturing', 'judging', 'consented', 'expired'],
  judging: ['passed', 'consented', 'failed', 'expired'],
  passed: [],
  failed: [],
  expired: [],
}

/** Whether a session in `from` may become `to`. */
export function mayMove(from: SessionState, to: SessionState): boolean {
  return moves[from].includes(to)
}

/** States that nothing leaves any more. */
export function isFinal(state: SessionState): boolean {
  return moves[state].length === 0
}

/** Where a verdict leads: passed, or another try, or the end when the tries are used up. */
export function stateAfterVerdict(
  resultCode: number,
  verdicts: number,
  verdictLimit: number | null,
): 'passed' | 'consented' | 'failed' {
  if (resultCode === 0) return 'passed'
  return verdictLimit !== null && verdicts >= verdictLimit ? 'failed' : 'consented'
}
