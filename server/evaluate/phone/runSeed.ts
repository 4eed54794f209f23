/** Seed of the `run`-th ceremony of an evaluation: no two evaluations of less than 10,007 runs share one. */
export function runSeed(seed: number, run: number): number {
  return seed * 10_007 + run
}
