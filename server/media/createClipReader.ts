import type { ClipReader } from '../domain/clip/clip.ts'
import { MediaError } from '../domain/mediaError.ts'
import { replyHeadBytes } from './childReply.ts'
import { readClipBundle } from './clipBundle.ts'
import { clipLimits, type ClipLimits } from './clipLimits.ts'
import { createTurns } from './createTurns.ts'
import { sniffContainer } from './sniffContainer.ts'

interface Options {
  limits?: Partial<ClipLimits>
  /** Entry file of the child process; tests put a bad one in its place. */
  entry?: URL
}

/** Decodes recorded clips in child processes, a few at a time; see ClipReader. */
export function createClipReader(options: Options = {}): ClipReader {
  const limits = { ...clipLimits, ...options.limits }
  const entry = options.entry ?? new URL('./clipChild.ts', import.meta.url)
  const turns = createTurns({ ...limits, jobs: 'clips' })

  return {
    async readClip(bytes) {
      if (bytes.length > limits.maxInputBytes) {
        throw new MediaError('tooMuch', `${bytes.length} bytes, at most ${limits.maxInputBytes}`)
      }
      // What is no clip costs no process, and waits for none.
      if (!sniffContainer(bytes)) {
        throw new MediaError('notMedia', 'no container that is read begins like this')
      }
      return await turns.take(async askChild => {
        const answer = await askChild({
          entry,
          args: [JSON.stringify(limits)],
          input: [bytes],
          timeoutMs: limits.timeoutMs,
          maxOutputBytes: limits.maxOutputBytes + replyHeadBytes,
          maxResidentBytes: limits.maxResidentBytes,
        })
        return understand(answer)
      })
    },
    close: () => turns.close(),
  }
}

function understand(answer: Buffer) {
  try {
    return readClipBundle(answer)
  } catch (cause) {
    throw new MediaError('crashed', 'a media child answered no clip', { cause })
  }
}
