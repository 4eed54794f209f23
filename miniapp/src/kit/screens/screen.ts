import type { Words } from '../../../../server/protocol/client/text.ts'
import type { OpenAnswer } from '../../../../server/protocol/session.ts'
import type { MiniWords } from '../text.ts'
import type { Refusal } from '../platform/authorizeDevices.ts'
import type { CheckName, FieldName } from '../view.ts'

/** What a page is made from, besides its phase. */
export interface ScreenContext {
  words: Words
  mini: MiniWords
  /** Null until the server answered. */
  session: OpenAnswer | null
  checks: Record<CheckName, boolean>
  fields: Record<FieldName, string>
  /** What is wrong with what the person entered; '' = nothing. */
  fault: string
  /** Who refused camera or microphone last. */
  refusal: Refusal | null
}
