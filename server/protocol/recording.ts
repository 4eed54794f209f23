/** The recording page's part of the server (models/digits/README.md), under this path. */
export const recordingPath = '/recordings'

/** GET /recordings/consent, with the page's token as bearer. */
export interface RecordingOffer {
  title: string
  text: string
  version: string
  /** SHA-256 of title and text, hex; sent back when the volunteer agrees. */
  textHash: string
  codes: number
}

/** POST /recordings/speakers, with the page's token as bearer: agreed. */
export interface RecordingAnswer {
  speakerId: string
  /** Bearer of what follows, and of the link that withdraws; told only once. */
  secret: string
  codes: string[]
}

/**
 * PUT /recordings/speakers/ID/PLACE, with the secret as bearer: 16 kHz mono, 16 bits little-endian, of
 * the code at that place. Null: kept.
 */
export interface RecordingVerdict {
  again: 'quiet' | 'loud' | null
}
