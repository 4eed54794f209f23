import { UsageError } from '../command.ts'

/** The one argument behind a verb. @throws UsageError */
export function onlyArgument(args: readonly string[], verb: string, what: string): string {
  const [argument, ...more] = args
  if (!argument || more.length > 0)
    throw new UsageError(`models:add ${verb} takes exactly one ${what}.`)
  return argument
}
