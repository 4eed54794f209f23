/**
 * Exactly what a client may know of a challenge: what to show and for how long, never what is judged
 * or how. Versioned; the client says in `hello.supports` which it can perform.
 */
export interface LightChallenge {
  kind: 'light'
  version: 1
  challengeId: string
  /** Steps in order: a grey lead-in, the coloured slots, a grey tail. */
  steps: readonly LightStep[]
  /** From the moment it was sent; a performance that takes longer is void. */
  lifetimeMs: number
}

/** A full-screen colour. */
export interface LightStep {
  /** `#rrggbb` */
  colour: string
  durationMs: number
}

/** What to do, step by step: rest, action, rest, action … rest. Each is asked for once. */
export interface ActionChallenge {
  kind: 'action'
  version: 1
  challengeId: string
  steps: readonly ActionStep[]
  lifetimeMs: number
}

export interface ActionStep {
  /** Null = look at the camera and keep still. */
  action: 'blink' | 'openMouth' | null
  durationMs: number
}

/** Performed as a light challenge. */
export interface SilentChallenge {
  kind: 'silent'
  version: 1
  challengeId: string
  steps: readonly LightStep[]
  lifetimeMs: number
}

/**
 * Digits to read aloud, one at a time: a quiet lead-in, four digits, a tail. Sound packets are sent from
 * the painting of the first step to the end.
 */
export interface DigitChallenge {
  kind: 'digit'
  version: 1
  challengeId: string
  steps: readonly DigitStep[]
  lifetimeMs: number
}

export interface DigitStep {
  /** `0`–`9`, large on the screen; null = nothing to read, and nothing to be said. */
  digit: string | null
  durationMs: number
}

/** All steps of a light challenge, then all of a digit challenge, in one performance before one camera. */
export interface LightDigitChallenge {
  kind: 'light-digit'
  version: 1
  challengeId: string
  steps: readonly (LightStep | DigitStep)[]
  lifetimeMs: number
}

export type ChallengeStep = LightStep | ActionStep | DigitStep

export type Challenge =
  LightChallenge | DigitChallenge | LightDigitChallenge | ActionChallenge | SilentChallenge

/** Values of `hello.supports`. */
export type ChallengeSupport = 'light@1' | 'digit@1' | 'light-digit@1' | 'action@1' | 'silent@1'

/** Whether something is to be said: then the client sends sound. A mode's name is its challenge's kind. */
export function needsSound({ kind }: { kind: string }): boolean {
  return kind === 'digit' || kind === 'light-digit'
}
