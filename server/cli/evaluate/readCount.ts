import { UsageError } from '../command.ts'

/** A whole number option ≥ 1. @throws UsageError */
export function readCount(name: string, text: string | undefined, otherwise: number): number {
  const count = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
    throw new UsageError(`--${name} is a whole number from 1 on, not ${text}.`)
  }
  return count
}
