import { UsageError } from './command.ts'

/** The pass threshold of the service when a command names none (design: numbers). */
export const defaultSimThreshold = 70

/** --threshold → Sim, 0–100. @throws UsageError */
export function readThreshold(text: string | undefined): number {
  const sim = text === undefined ? defaultSimThreshold : Number(text)
  if (!(sim >= 0 && sim <= 100)) throw new UsageError(`--threshold must be 0–100, not ${text}.`)
  return sim
}
