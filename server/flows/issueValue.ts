import { randomUUID } from 'node:crypto'
import type { Account } from '../domain/account.ts'
import { drawActionSequence } from '../domain/clip/actionSequence.ts'
import { drawDigitCode } from '../domain/digit/drawDigitCode.ts'
import { issuedValueLifetimeMs, type IssuedKind, type IssuedValue } from '../domain/issuedValue.ts'

interface Deps {
  issuedValues: { insert(issued: IssuedValue): Promise<void> }
  /** Cryptographic dice. */
  random: (sizeBytes: number) => Uint8Array
  clock: () => number
}

/** Gives out a value of a kind to an account: the caller never chooses it (R5, R6). */
export type IssueValue = (request: { kind: IssuedKind; account: Account }) => Promise<string>

const draw: Record<IssuedKind, (random: Deps['random']) => string> = {
  liveCode: drawDigitCode,
  actionSequence: drawActionSequence,
}

export function createIssueValue({ issuedValues, random, clock }: Deps): IssueValue {
  return async ({ kind, account: { accountId } }) => {
    const value = draw[kind](random)
    const madeAt = clock()
    await issuedValues.insert({
      valueId: randomUUID(),
      accountId,
      kind,
      value,
      madeAt,
      expiresAt: madeAt + issuedValueLifetimeMs,
    })
    return value
  }
}
