import { parseArgs, type ParseArgsConfig } from 'node:util'

type OptionsConfig = NonNullable<ParseArgsConfig['options']>

/** Bad usage: the message is printed with a pointer to --help, exit code 2. */
export class UsageError extends Error {}

/**
 * Frame of every root script: --help prints `usage`, an unknown option or UsageError exits with 2,
 * any other error prints its message and exits with 2 ("could not run"). `run` returns the exit code.
 */
export async function runCommand<Options extends OptionsConfig>(command: {
  usage: string
  options: Options
  run(
    values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>['values'],
    positionals: string[],
  ): Promise<number>
}): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.usage)
    return
  }
  try {
    const { values, positionals } = parse(args, command.options)
    process.exitCode = await command.run(values, positionals)
  } catch (error) {
    const isUsage = error instanceof UsageError
    console.error(error instanceof Error ? error.message : String(error))
    if (isUsage) console.error('Try --help.')
    process.exitCode = 2
  }
}

function parse<Options extends OptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
