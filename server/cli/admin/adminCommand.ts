import type { Config } from '../../config.ts'
import { openStore, type Store } from '../../openStore.ts'
import { UsageError } from '../command.ts'

/** What the operator typed: `admin -- <subject> <verb> <names…> --<values>`. */
export interface AdminRequest {
  verb: string
  names: string[]
  values: Record<string, string | boolean | undefined>
  config: Config
}

export interface AdminCommand {
  usage: string
  /** Returns what is printed as JSON. @throws UsageError, ApiError */
  run(request: AdminRequest): Promise<unknown>
}

/** Opens the installation, runs, and closes it whatever happens. */
export async function withStore<Answer>(
  config: Config,
  run: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const store = await openStore(config)
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

/** A text option that must be there. @throws UsageError */
export function required({ values }: AdminRequest, option: string): string {
  const value = values[option]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${option} is needed.`)
  return value
}

/** An option out of a fixed list; undefined when it is not given. @throws UsageError */
export function oneOf<Choice extends string>(
  { values }: AdminRequest,
  option: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = values[option]
  if (value === undefined) return undefined
  const choice = choices.find(candidate => candidate === value)
  if (choice === undefined) {
    throw new UsageError(`--${option} is one of ${choices.join(', ')}, not ${String(value)}.`)
  }
  return choice
}

/** A whole number option; undefined when it is not given. @throws UsageError */
export function wholeNumber(
  { values }: AdminRequest,
  option: string,
  range: { min: number; max: number },
): number | undefined {
  const value = values[option]
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isInteger(number) || number < range.min || number > range.max) {
    throw new UsageError(`--${option} is a whole number ${range.min}–${range.max}.`)
  }
  return number
}

/** The one name behind the verb. @throws UsageError */
export function onlyName({ names, verb }: AdminRequest, what: string): string {
  const [name, ...more] = names
  if (!name || more.length > 0) throw new UsageError(`${verb} takes exactly one ${what}.`)
  return name
}

/** @throws UsageError */
export function unknownVerb({ verb }: AdminRequest, verbs: readonly string[]): never {
  throw new UsageError(`${JSON.stringify(verb)} is not one of ${verbs.join(', ')}.`)
}
