import { chinaDay } from '../domain/chinaDay.ts'

interface Deps {
  counters: {
    dropBefore(day: string): Promise<number>
  }
  clock: () => number
}

/** Counters are of one day, but a try of yesterday may still be given back (R26). Returns how many went. */
export function createDropCounters({ counters, clock }: Deps) {
  return async function dropCounters(): Promise<number> {
    return await counters.dropBefore(chinaDay(clock() - 24 * 3_600_000))
  }
}
