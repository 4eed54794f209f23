import type { Transferable } from 'node:worker_threads'
import { VisionError } from '../domain/visionError.ts'
import { startWorker, type StartedWorker } from './startWorker.ts'

export interface WorkerPoolOptions {
  /** The worker's TypeScript entry; it calls serveTasks. */
  entry: URL
  workerData: unknown
  workers: number
  /** Tasks that may wait for a free worker. */
  queueLimit: number
  /** Longest time in a worker for one task, ms. */
  taskTimeoutMs: number
}

/** A fixed number of workers behind a bounded queue. */
export interface WorkerPool<Task, Result> {
  /** Resolves when every first worker is ready; rejects with the first failure. */
  ready: Promise<void>
  /** Rejects with VisionError `queueFull`, `timedOut`, `crashed`, `closed` or `modelUnusable`. */
  run(task: Task, transfer?: Transferable[]): Promise<Result>
  /** Stops the workers; whatever runs or waits is rejected with `closed`. */
  close(): Promise<void>
}

interface Job<Task, Result> {
  id: number
  task: Task
  transfer: Transferable[]
  resolve(result: Result): void
  reject(error: VisionError): void
}

interface Slot<Task, Result> {
  worker: StartedWorker<Task> | null
  job: Job<Task, Result> | null
  timer: NodeJS.Timeout | null
}

/**
 * Starts the workers. A worker that dies or takes too long fails its own task only and is replaced;
 * one that cannot even start is tried again with the next task, not in a loop.
 */
export function createWorkerPool<Task, Result>(
  options: WorkerPoolOptions,
): WorkerPool<Task, Result> {
  const { queueLimit, taskTimeoutMs } = options
  const waiting: Job<Task, Result>[] = []
  let nextId = 1
  let isClosed = false

  function start(slot: Slot<Task, Result>): Promise<void> {
    let isReady = false
    return new Promise((resolve, reject) => {
      const worker = startWorker<Task, Result>(options, {
        ready() {
          isReady = true
          resolve()
        },
        done: (id, result) => settle(slot, id, job => job.resolve(result)),
        failed: (id, message) =>
          settle(slot, id, job => job.reject(new VisionError('crashed', message))),
        gone(error) {
          reject(error)
          if (slot.worker !== worker) return
          slot.worker = null
          if (isReady && !isClosed) restart(slot)
          if (slot.job) settle(slot, slot.job.id, job => job.reject(error))
        },
      })
      slot.worker = worker
    })
  }

  /** Failing to start is told to the task that needs the worker, so the promise is not. */
  function restart(slot: Slot<Task, Result>): void {
    start(slot).catch(() => undefined)
  }

  function settle(
    slot: Slot<Task, Result>,
    id: number,
    answer: (job: Job<Task, Result>) => void,
  ): void {
    const { job, timer } = slot
    if (job?.id !== id) return
    if (timer) clearTimeout(timer)
    slot.job = null
    slot.timer = null
    answer(job)
    const next = waiting.shift()
    if (next) assign(slot, next)
  }

  function assign(slot: Slot<Task, Result>, job: Job<Task, Result>): void {
    slot.job = job
    if (!slot.worker) restart(slot)
    try {
      slot.worker?.send({ id: job.id, task: job.task }, job.transfer)
    } catch (cause) {
      // The message cannot be cloned: the fault is the task's, not the worker's.
      const error = new VisionError('crashed', 'the task cannot be sent', { cause })
      return settle(slot, job.id, each => each.reject(error))
    }
    slot.timer = setTimeout(() => {
      const late = slot.worker
      slot.worker = null
      void late?.stop()
      restart(slot)
      const problem = `one task took longer than ${taskTimeoutMs} ms`
      settle(slot, job.id, each => each.reject(new VisionError('timedOut', problem)))
    }, taskTimeoutMs)
  }

  const slots = Array.from({ length: options.workers }, (): Slot<Task, Result> => ({
    worker: null,
    job: null,
    timer: null,
  }))
  const ready = Promise.all(slots.map(start)).then(() => undefined)
  // A caller that only runs tasks hears of the failure there.
  ready.catch(() => undefined)

  return {
    ready,
    run(task, transfer = []) {
      return new Promise<Result>((resolve, reject) => {
        if (isClosed) return reject(new VisionError('closed', 'the workers are shut down'))
        const job = { id: nextId++, task, transfer, resolve, reject }
        const free = slots.find(slot => !slot.job)
        if (free) return assign(free, job)
        if (waiting.length >= queueLimit)
          return reject(new VisionError('queueFull', `${queueLimit} tasks are waiting already`))
        waiting.push(job)
      })
    },
    async close() {
      isClosed = true
      const closed = new VisionError('closed', 'the workers are shut down')
      for (const job of waiting.splice(0)) job.reject(closed)
      const stopping = slots.map(async slot => {
        const { worker } = slot
        slot.worker = null
        if (slot.job) settle(slot, slot.job.id, job => job.reject(closed))
        await worker?.stop()
      })
      await Promise.all(stopping)
    },
  }
}
