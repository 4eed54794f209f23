import type { RecordingLanguage, RecordingScope } from './recordingConsent.ts'

/** One volunteer: what was agreed to, and what is to be read. Kept as consent.json. */
export interface Speaker {
  speakerId: string
  /** Of the text that was shown. */
  version: string
  /** SHA-256 of title and text, hex. */
  textHash: string
  language: RecordingLanguage
  scopes: readonly RecordingScope[]
  /** ISO 8601. */
  givenAt: string
  eraseAt: string
  /** SHA-256 of the secret of the link that withdraws, hex. */
  secretHash: string
  codes: readonly string[]
}
