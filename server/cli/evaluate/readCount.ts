import { UsageError } from '../command.ts'

const maxCount = 1_000_000

/** A whole number option, 1 to `maxCount`. @throws UsageError */
export function readCount(name: string, text: string | undefined, otherwise: number): number {
  const count = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(count) || count < 1 || count > maxCount) {
    throw new UsageError(`--${name} is a whole number from 1 to ${maxCount}, not ${text}.`)
  }
  return count
}
