import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { MediaError } from '../domain/mediaError.ts'
import { watchMemory } from './watchMemory.ts'

export interface ChildJob {
  /** TypeScript file; gets `args` from the second argument on. */
  entry: URL
  args: readonly string[]
  /** Written to its standard input. */
  input: Iterable<Uint8Array>
  timeoutMs: number
  maxOutputBytes: number
  maxResidentBytes: number
}

export interface RunningChild {
  /**
   * Its standard output, once it has ended well.
   * @throws MediaError timedOut, tooLarge, tooMuchMemory, crashed, closed; busy when it cannot be started
   */
  output: Promise<Buffer>
  /** Kills it; `output` rejects with `closed`. */
  stop(): void
}

type Child = ChildProcessWithoutNullStreams

const bootFile = fileURLToPath(new URL('./bootChild.mjs', import.meta.url))
/** JavaScript of a child: one frame, the answer and the loader. */
const heapMb = 256
/** Of what a child says on standard error, for the log. */
const maxStderr = 2000
/** What Node, tsx and another FFmpeg need to start; nothing of the server's secrets goes along. */
const passedOn =
  'PATH SystemRoot TMPDIR TEMP TMP HOME FFMPEG_PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH'.split(' ')

/**
 * Runs one job in a process of its own: what crashes, hangs or runs wild there is an error here. The
 * child writes no file and is killed (SIGKILL) at the first breach.
 */
export function runChild(job: ChildJob): RunningChild {
  let child: Child
  try {
    child = startChild(job)
  } catch (cause) {
    return { output: Promise.reject(notStarted(cause)), stop: () => {} }
  }
  return child.pid === undefined ? neverRan(child) : followChild(child, child.pid, job)
}

/** @throws what the system says of too many arguments, or too little memory */
function startChild(job: ChildJob): Child {
  const env = Object.fromEntries(
    passedOn.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
  const flags = [`--max-old-space-size=${heapMb}`]
  return spawn(process.execPath, [...flags, bootFile, job.entry.href, ...job.args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
}

/**
 * The system has no process left, or no file: Node tells so in an event, which ends the server when
 * nobody listens. Where files are short, the child has no pipes either.
 */
function neverRan(child: Child): RunningChild {
  const output = new Promise<never>((_, reject) => {
    child.on('error', cause => reject(notStarted(cause)))
  })
  return { output, stop: () => {} }
}

function notStarted(cause: unknown): MediaError {
  return new MediaError('busy', 'a media child could not be started', { cause })
}

function followChild(child: Child, pid: number, job: ChildJob): RunningChild {
  let breach: MediaError | null = null
  const kill = (error: MediaError) => {
    breach ??= error
    child.kill('SIGKILL')
  }
  const timer = setTimeout(
    () => kill(new MediaError('timedOut', `a media child ran longer than ${job.timeoutMs} ms`)),
    job.timeoutMs,
  )
  const stopWatching = watchMemory(pid, job.maxResidentBytes, () =>
    kill(new MediaError('tooMuchMemory', `a media child held over ${job.maxResidentBytes} bytes`)),
  )

  const output = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    let stderr = ''
    child.on('error', cause => reject((breach ??= notStarted(cause))))
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= job.maxOutputBytes) chunks.push(chunk)
      else kill(new MediaError('tooLarge', `a media child wrote over ${job.maxOutputBytes} bytes`))
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < maxStderr) stderr = (stderr + chunk.toString()).slice(0, maxStderr)
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      stopWatching()
      if (!breach && code === 0) return resolve(Buffer.concat(chunks))
      const problem = `a media child ended with ${signal ?? `code ${code}`}: ${stderr.trim()}`
      reject(breach ?? new MediaError('crashed', problem))
    })
  })
  // A child that ends early closes its input; how it ended says why.
  pipeline(Readable.from(job.input), child.stdin).catch(() => undefined)
  beNice(pid)
  return { output, stop: () => kill(new MediaError('closed', 'media is shut down')) }
}

/** Captures run in real time, videos do not. */
function beNice(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Gone already, or not allowed: it is a courtesy.
  }
}
