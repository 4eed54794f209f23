import { mock } from 'node:test'

/** Timers and clock in the hands of the test: minutes of a ceremony take milliseconds, whatever the machine. */
export const fastTime = {
  begin: () => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 5) }),
  end: () => mock.timers.reset(),
  /** Lets `ms` go by in steps as short as a display frame's quarter; what waits for promises runs between. */
  run: async (ms: number) => {
    for (let gone = 0; gone < ms; gone += 4) {
      mock.timers.tick(4)
      await settle()
    }
  },
}

/** Long enough for a chain of promises that waits for nothing else. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1)
    await new Promise<void>(resolve => {
      setImmediate(resolve)
    })
}
