import { readReply } from './childReply.ts'
import { runChild } from './runChild.ts'

/**
 * Loads the media library as every video will: in a child process.
 * @throws MediaError unavailable: why it cannot be loaded; crashed, timedOut
 */
export async function tryMediaLibrary(): Promise<void> {
  const child = runChild({
    entry: new URL('./idleChild.ts', import.meta.url),
    args: [],
    input: [],
    timeoutMs: 30_000,
    maxOutputBytes: 64 * 1024,
    maxResidentBytes: 1024 * 1024 * 1024,
  })
  readReply(await child.output)
}
