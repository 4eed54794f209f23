import { Worker, type Transferable } from 'node:worker_threads'
import { VisionError } from '../domain/visionError.ts'
import type { WorkerReply, WorkerTask } from './workerMessages.ts'

/** What a worker tells its pool. */
export interface WorkerEvents<Result> {
  ready(): void
  done(id: number, result: Result): void
  failed(id: number, message: string): void
  /** Once; after it nothing more comes. */
  gone(error: VisionError): void
}

export interface StartedWorker<Task> {
  send(task: WorkerTask<Task>, transfer: Transferable[]): void
  stop(): Promise<void>
}

/** Starts one worker on a TypeScript entry file. */
export function startWorker<Task, Result>(
  { entry, workerData }: { entry: URL; workerData: unknown },
  events: WorkerEvents<Result>,
): StartedWorker<Task> {
  const worker = new Worker(new URL('./bootWorker.mjs', import.meta.url), {
    argv: [entry.href],
    workerData,
    // None of the main thread's hooks: bootWorker brings its own.
    execArgv: [],
  })
  let reason: VisionError | null = null
  worker.on('message', (reply: WorkerReply<Result>) => {
    switch (reply.kind) {
      case 'ready':
        return events.ready()
      case 'done':
        return events.done(reply.id, reply.result)
      case 'failed':
        return events.failed(reply.id, reply.message)
      case 'unusable':
        reason = new VisionError(reply.code, reply.message)
        return void worker.terminate()
      default:
        return reply satisfies never
    }
  })
  worker.on('error', cause => {
    reason = new VisionError('crashed', 'a worker threw', { cause })
  })
  worker.on('exit', code => {
    events.gone(reason ?? new VisionError('crashed', `a worker ended with code ${code}`))
  })
  return {
    send: (task, transfer) => worker.postMessage(task, transfer),
    stop: async () => {
      await worker.terminate()
    },
  }
}
