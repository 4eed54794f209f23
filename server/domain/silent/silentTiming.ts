/** What the server keeps of a silent challenge: there is no secret in it. */
export interface SilentSecret {
  durationMs: number
}

/** A look at the camera of about three seconds (R11), in which a blink is asked for. */
export const silentSecret: SilentSecret = { durationMs: 3000 }
