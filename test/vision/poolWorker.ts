import { threadId, workerData } from 'node:worker_threads'
import { VisionError } from '../../server/domain/visionError.ts'
import { serveTasks } from '../../server/workers/serveTasks.ts'

/** What the pool tests ask of a worker. */
export type PoolTask =
  | { do: 'echo'; bytes: Uint8Array }
  | { do: 'threadId' }
  | { do: 'throw' }
  | { do: 'throwLater' }
  | { do: 'exit' }
  | { do: 'spin' }
  /** Answers once the shared number is not 0. */
  | { do: 'wait'; gate: Int32Array }

await serveTasks<PoolTask, Uint8Array | number>(async () => {
  const { fails }: { fails?: boolean } = workerData ?? {}
  if (fails) throw new VisionError('modelUnusable', 'model x.onnx is missing')
  return {
    async handle(task) {
      switch (task.do) {
        case 'echo':
          return task.bytes
        case 'threadId':
          return threadId
        case 'throw':
          throw new Error('this task throws')
        case 'throwLater':
          setImmediate(() => {
            throw new Error('nobody catches this')
          })
          return new Promise<never>(() => {})
        case 'exit':
          process.exit(3)
        // falls through: process.exit never returns
        case 'spin':
          for (;;);
        case 'wait':
          Atomics.wait(task.gate, 0, 0)
          return task.gate[0] ?? 0
        default:
          return task satisfies never
      }
    },
    transferOf: result =>
      result instanceof Uint8Array && result.buffer instanceof ArrayBuffer ? [result.buffer] : [],
  }
})
