/** What happened of sound and filming, in order. */
export interface Log {
  lines: { what: string; atMs: number }[]
  note: (what: string) => void
}

export function createLog(): Log {
  const lines: Log['lines'] = []
  return { lines, note: what => void lines.push({ what, atMs: performance.now() }) }
}
