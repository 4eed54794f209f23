import { once } from 'node:events'
import { MediaError } from '../domain/mediaError.ts'
import { writeReply } from './childReply.ts'
import { replaceBinary } from './replaceBinary.ts'

/**
 * The life of a child process: one job, one answer (childReply.ts) on standard output. What is not a
 * MediaError ends it with a stack on standard error, which the parent takes for a crash.
 *
 * @param loadJob imports what needs the media library: where it is not installed the child still
 *   answers
 */
export async function answerParent(
  loadJob: () => Promise<() => Promise<readonly Uint8Array[]>>,
): Promise<void> {
  const outcome = await perform(loadJob).catch((error: unknown) => {
    if (error instanceof MediaError) return error
    throw error
  })
  for (const part of writeReply(outcome)) {
    if (!process.stdout.write(part)) await once(process.stdout, 'drain')
  }
  process.stdout.end()
  // The rest of the input, when its beginning was refused, is not waited for.
  process.stdin.destroy()
}

async function perform(
  loadJob: () => Promise<() => Promise<readonly Uint8Array[]>>,
): Promise<readonly Uint8Array[]> {
  const job = await load(loadJob).catch((cause: unknown) => {
    const text = cause instanceof Error ? cause.message : String(cause)
    throw new MediaError('unavailable', `node-av cannot be loaded: ${text}`, { cause })
  })
  const { Log, AV_LOG_ERROR } = await import('./nodeAv.ts')
  Log.setLevel(AV_LOG_ERROR)
  return await job()
}

/** With the operator's own binary, where there is one. */
async function load<Job>(loadJob: () => Promise<Job>): Promise<Job> {
  const binary = process.env['FFMPEG_PATH']
  if (binary) replaceBinary(binary)
  return await loadJob()
}
