interface Deps {
  sessions: { releaseAbandoned(startedBefore: number): Promise<number> }
  challenges: { dropExpired(now: number): Promise<number> }
  clock: () => number
}

/** Longer than a socket may last and a verdict may take: whoever worked on it is dead. */
const abandonedAfterMs = 300_000

/** Clears what a process left that died in the middle of captures. Returns how many it cleared. */
export function createReleaseAbandoned({ sessions, challenges, clock }: Deps) {
  return async function releaseAbandoned(): Promise<number> {
    const dropped = await challenges.dropExpired(clock() - abandonedAfterMs)
    return dropped + (await sessions.releaseAbandoned(clock() - abandonedAfterMs))
  }
}
