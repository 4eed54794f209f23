import type { Hint } from '../hints.ts'
import type { CeremonyEffect } from './ceremonyEvents.ts'
import { ceremonyTimes, type PreviewPhase } from './ceremonyState.ts'

/** The preview after one hint or timer. */
export interface PreviewTurn {
  phase: PreviewPhase
  effects: readonly CeremonyEffect[]
}

export const firstPreview: PreviewPhase = {
  name: 'preview',
  hint: null,
  hintSinceMs: 0,
  waiting: null,
  askedMs: null,
}

/**
 * One hint at a time, each readable for at least 800 ms: a newer one waits, and the newest waiting
 * one wins. Any hint shows that the server is alive.
 */
export function passHint(phase: PreviewPhase, hint: Hint, atMs: number): PreviewTurn {
  const alive = startTimer('answer', ceremonyTimes.answerMs)
  if (hint === phase.hint) return { phase: { ...phase, waiting: null }, effects: [alive] }
  const readableMs = atMs - phase.hintSinceMs
  if (phase.hint === null || readableMs >= ceremonyTimes.hintMs) {
    const shown = show(phase, hint, atMs)
    return { phase: shown.phase, effects: [alive, ...shown.effects] }
  }
  return {
    phase: { ...phase, waiting: hint },
    effects: [alive, startTimer('hint', ceremonyTimes.hintMs - readableMs)],
  }
}

/** `hint`: the waiting hint's turn. `good`: the pose was held long enough to ask for the challenge. */
export function passHintTimer(
  phase: PreviewPhase,
  timer: 'hint' | 'good',
  atMs: number,
): PreviewTurn {
  if (timer === 'hint')
    return phase.waiting === null ? { phase, effects: [] } : show(phase, phase.waiting, atMs)
  if (phase.hint !== 'good' || phase.waiting !== null) return { phase, effects: [] }
  const sinceAskedMs = phase.askedMs === null ? Infinity : atMs - phase.askedMs
  if (sinceAskedMs < ceremonyTimes.askAgainMs)
    return { phase, effects: [startTimer('good', ceremonyTimes.askAgainMs - sinceAskedMs)] }
  return {
    phase: { ...phase, askedMs: atMs },
    effects: [
      { type: 'send', message: { type: 'ready', clockMs: atMs } },
      startTimer('good', ceremonyTimes.askAgainMs),
    ],
  }
}

function startTimer(timer: 'answer' | 'hint' | 'good', afterMs: number): CeremonyEffect {
  return { type: 'startTimer', timer, afterMs }
}

function show(phase: PreviewPhase, hint: Hint, atMs: number): PreviewTurn {
  return {
    phase: { ...phase, hint, hintSinceMs: atMs, waiting: null },
    effects: hint === 'good' ? [startTimer('good', ceremonyTimes.goodMs)] : [],
  }
}
