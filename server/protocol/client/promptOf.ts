import type { CeremonyEffect } from './ceremonyEvents.ts'
import type { Phase } from './ceremonyState.ts'
import type { PromptName } from './promptText.ts'

/** What the choice of a prompt depends on. */
export interface PromptMoment {
  phase: Phase
  /** Of the session; one that this client does not perform itself (WeChat's own page does) has no tips. */
  mode: string
  /** From the challenge to the last sound and picture of it; see capturesAfter. */
  isCapturing: boolean
}

const tipsOf: Readonly<Record<string, PromptName>> = {
  light: 'tipsLight',
  digit: 'tipsDigit',
  'light-digit': 'tipsLightDigit',
}

/** The sentence that helps now; null = silence. Never one while the microphone is recorded or judged. */
export function promptOf({ phase, mode, isCapturing }: PromptMoment): PromptName | null {
  if (isCapturing) return null
  switch (phase.name) {
    case 'tips':
      return tipsOf[mode] ?? null
    case 'preview':
      return phase.hint === 'good' ? null : phase.hint
    case 'checking':
      return 'checking'
    case 'result':
      return phase.verdict.outcome === 'failed' ? 'ended' : phase.verdict.outcome
    case 'trouble':
      return 'trouble'
    case 'opening':
    case 'consent':
    case 'linking':
    case 'identity':
    case 'starting':
    case 'performing':
    case 'over':
    default:
      return null
  }
}

/**
 * Whether the challenge is being filmed or heard after this effect. The phase does not tell: `checking`
 * begins with the last step, and cameras go on for a tail.
 */
export function capturesAfter(effect: CeremonyEffect, before: boolean): boolean {
  if (effect.type === 'perform') return true
  const isOver =
    effect.type === 'release' || (effect.type === 'send' && effect.message.type === 'finish')
  return before && !isOver
}
