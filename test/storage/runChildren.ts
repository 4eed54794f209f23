import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts a script of children/ in a process of its own, standard output as a pipe. */
export function startChild(script: string, args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/**
 * Runs one script in several processes that begin together: each prints `ready`, waits for its
 * standard input to end, then prints one JSON value, which is returned.
 */
export async function runTogether(script: string, argsOfEach: string[][]): Promise<unknown[]> {
  const children = argsOfEach.map(args => startChild(script, args))
  const outputs = children.map(() => '')
  const ready = children.map(
    (child, index) =>
      new Promise<void>((resolve, reject) => {
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          outputs[index] += text
          if (outputs[index]?.startsWith('ready\n')) resolve()
        })
        child.once('exit', () => reject(new Error(`${script} ended before it was ready`)))
      }),
  )
  const ended = children.map(
    child =>
      new Promise<void>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', code =>
          code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`)),
        )
      }),
  )
  await Promise.all(ready)
  for (const child of children) child.stdin?.end()
  await Promise.all(ended)
  return outputs.map((output): unknown => JSON.parse(output.slice('ready\n'.length)))
}
