import type { Attempt, Session } from '../domain/session.ts'
import type { NativeFinishAnswer } from '../protocol/nativeCapture.ts'
import { nativeAnswer } from './nativeAnswer.ts'

interface Deps {
  sessions: { find(bizToken: string): Promise<Session | null> }
  attempts: { listBySession(bizToken: string): Promise<Attempt[]> }
}

export type FindNativeAnswer = ReturnType<typeof createFindNativeAnswer>

/** What the device was, or is to be, told of a capture that stands in the ledger; null when it does not. */
export function createFindNativeAnswer({ sessions, attempts }: Deps) {
  return async function findNativeAnswer(
    bizToken: string,
    captureId: string,
  ): Promise<NativeFinishAnswer | null> {
    const listed = await attempts.listBySession(bizToken)
    const attempt = listed.find(({ seq }) => seq === captureId)
    // Read after the ledger: both change together.
    const session = attempt && (await sessions.find(bizToken))
    return session ? nativeAnswer(session, attempt, attempt === listed.at(-1)) : null
  }
}
