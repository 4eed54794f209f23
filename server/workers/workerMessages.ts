import type { VisionFault } from '../domain/visionError.ts'

/** Pool → worker: one task; a worker has at most one at a time. */
export interface WorkerTask<Task> {
  id: number
  task: Task
}

/** Worker → pool. A worker says `ready` or `unusable` once, then answers each task. */
export type WorkerReply<Result> =
  | { kind: 'ready' }
  /** The worker cannot start, e.g. for want of a model. */
  | { kind: 'unusable'; code: VisionFault; message: string }
  | { kind: 'done'; id: number; result: Result }
  /** The task threw; the worker goes on. */
  | { kind: 'failed'; id: number; message: string }
