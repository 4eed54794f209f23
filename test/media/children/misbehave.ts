import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A child process in the place of muxChild.ts or clipChild.ts that does what its name in the query says. */
const acts: Record<string, () => unknown> = {
  async dieReading() {
    await once(process.stdin, 'data')
    process.kill(process.pid, 'SIGKILL')
    await sleep(10_000)
  },
  throw() {
    throw new Error('nobody catches this')
  },
  async spin() {
    for (;;) if (process.hrtime()[0] < 0) return
  },
  async takeMemory() {
    const taken: Buffer[] = []
    for (;;) {
      taken.push(Buffer.alloc(1 << 24, taken.length + 1))
      await sleep(5)
    }
  },
  neverAnswer: () => sleep(600_000),
  async writeForEver() {
    for (;;) {
      if (!process.stdout.write(Buffer.alloc(1 << 20))) await once(process.stdout, 'drain')
    }
  },
  sayNothing: () => process.stdin.destroy(),
  answerNonsense: () => process.stdout.write(Buffer.of(250, 1, 2)) && process.stdin.destroy(),
  tellEnvironment: () =>
    process.stdout.write(`\0${JSON.stringify(process.env)}`) && process.stdin.destroy(),
}
await acts[new URL(import.meta.url).search.slice(1)]?.()
