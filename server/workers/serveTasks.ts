import { parentPort, type Transferable } from 'node:worker_threads'
import { VisionError } from '../domain/visionError.ts'
import type { WorkerReply, WorkerTask } from './workerMessages.ts'

/** What a worker does: opened once, then asked task by task. */
export interface TaskHandler<Task, Result> {
  handle(task: Task): Promise<Result>
  /** Buffers of a result that are handed over instead of copied. */
  transferOf(result: Result): Transferable[]
}

/** The worker's side of createWorkerPool; call it once in a worker's entry file. */
export async function serveTasks<Task, Result>(
  open: () => Promise<TaskHandler<Task, Result>>,
): Promise<void> {
  if (!parentPort) throw new Error('serveTasks runs in a worker thread only')
  const port = parentPort
  const reply = (message: WorkerReply<Result>, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer)

  let handler: TaskHandler<Task, Result>
  try {
    handler = await open()
  } catch (error) {
    const code = error instanceof VisionError ? error.code : 'crashed'
    reply({ kind: 'unusable', code, message: messageOf(error) })
    return
  }
  port.on('message', ({ id, task }: WorkerTask<Task>) => {
    void handler.handle(task).then(
      result => reply({ kind: 'done', id, result }, handler.transferOf(result)),
      (error: unknown) => reply({ kind: 'failed', id, message: messageOf(error) }),
    )
  })
  reply({ kind: 'ready' })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
