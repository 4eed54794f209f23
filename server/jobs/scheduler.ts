import type { Logger } from 'pino'

/** A flow that is run again and again; `run` returns how many things it did. */
export interface Job {
  name: string
  intervalMs: number
  run(): Promise<number>
}

export interface Scheduler {
  /** Waits for a running job, starts no other. */
  stop(): Promise<void>
}

/** Runs each job at its interval, first at once; a job never overlaps itself, a failure is logged. */
export function startScheduler(jobs: readonly Job[], logger: Logger): Scheduler {
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let isStopped = false

  async function runOnce(job: Job): Promise<void> {
    try {
      const done = await job.run()
      if (done > 0) logger.info({ job: job.name, done }, 'job done')
    } catch (error) {
      logger.error({ job: job.name, err: error }, 'job failed')
    }
  }

  function schedule(job: Job, delayMs: number): void {
    if (isStopped) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = runOnce(job).finally(() => {
        running.delete(run)
        schedule(job, job.intervalMs)
      })
      running.add(run)
    }, delayMs)
    timer.unref()
    timers.add(timer)
  }

  for (const job of jobs) schedule(job, 0)
  return {
    async stop() {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
