import { MediaError } from '../domain/mediaError.ts'
import { readReply } from './childReply.ts'
import { runChild, type ChildJob, type RunningChild } from './runChild.ts'

interface Options {
  /** Child processes at once, and jobs that wait for one. */
  children: number
  queue: number
  /** Of what, for the log: "videos". */
  jobs: string
}

/** Runs one child process. @throws MediaError what the child found, or how it ended */
export type AskChild = (job: ChildJob) => Promise<Buffer>

export type Turns = ReturnType<typeof createTurns>

/** Work for child processes, a few at a time, in the order of asking. */
export function createTurns({ children, queue, jobs }: Options) {
  const waiting: { begin: () => void; reject: (error: MediaError) => void }[] = []
  const running = new Set<RunningChild>()
  let taken = 0
  let isClosed = false

  const closed = () => new MediaError('closed', 'media is shut down')

  async function begin(): Promise<void> {
    if (isClosed) throw closed()
    if (taken < children) {
      taken += 1
      return
    }
    if (waiting.length >= queue) {
      throw new MediaError('busy', `${queue} ${jobs} are waiting already`)
    }
    await new Promise<void>((begin, reject) => waiting.push({ begin, reject }))
  }

  /** The turn goes to who waits, or back. */
  function end(): void {
    const next = waiting.shift()
    if (next) next.begin()
    else taken -= 1
  }

  const askChild: AskChild = async job => {
    if (isClosed) throw closed()
    const child = runChild(job)
    running.add(child)
    try {
      return readReply(await child.output)
    } finally {
      running.delete(child)
    }
  }

  return {
    /**
     * Calls `work` when it is its turn, and hands its answer on.
     * @throws MediaError busy, closed; whatever `work` throws
     */
    async take<T>(work: (askChild: AskChild) => Promise<T>): Promise<T> {
      await begin()
      try {
        return await work(askChild)
      } finally {
        end()
      }
    },
    /** Ends what is under way; it and whatever waits reject with `closed`. */
    async close(): Promise<void> {
      isClosed = true
      for (const { reject } of waiting.splice(0)) reject(closed())
      const ending = [...running].map(child => child.output.catch(() => undefined))
      for (const child of running) child.stop()
      await Promise.all(ending)
    },
  }
}
