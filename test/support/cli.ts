import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs a root script's file as npm would. */
export function runScript(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      ['--import', 'tsx', join('server', 'cli', `${script}.ts`), ...args],
      { cwd: root, env: { ...process.env, WORKERS: '1', ...env } },
      (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0
        resolve({ code, stdout, stderr })
      },
    )
  })
}
