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

/** Grows with the modes: digits, light with digits. */
export type Challenge = LightChallenge

/** Values of `hello.supports`. */
export type ChallengeSupport = 'light@1'
