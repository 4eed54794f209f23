interface Deps {
  sessions: { expireDue(now: number, limit: number): Promise<readonly unknown[]> }
  clock: () => number
}

/** Sessions per run: bounds one statement's time; the scheduler comes again at once while runs are full. */
const batchLimit = 500

/** Closes sessions that were not completed within 7,200 s (R28). Returns how many. */
export function createExpireSessions(deps: Deps) {
  return async () => (await deps.sessions.expireDue(deps.clock(), batchLimit)).length
}
