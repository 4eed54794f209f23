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

/** What to do, step by step: rest, action, rest, action, rest. */
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
  /** How often, exactly; 0 in a rest. */
  count: number
  durationMs: number
}

export type ChallengeStep = LightStep | ActionStep

/** Grows with the modes: digits, light with digits. */
export type Challenge = LightChallenge | ActionChallenge

/** Values of `hello.supports`. */
export type ChallengeSupport = 'light@1' | 'action@1'
