/** What is kept of a person, encrypted, until its purge time. */
export interface EvidenceRecord {
  evidenceId: string
  /** `session:<BizToken>`, `attempt:<Seq>` or `person:<hash>`. */
  owner: string
  kind: EvidenceKind
  sizeBytes: number
  createdAt: number
  /** Null = kept until it is deleted by hand (library photos). */
  purgeAt: number | null
}

/**
 * `frames`: the frames of one capture in one piece (frameBundle.ts); `sound`: what was said, WAV;
 * `video`: an mp4 made of them when it was first asked for, or a clip as it was sent; `bestFrame`: JPEG; `captureRecord`: JSON of
 * what was asked, painted and measured.
 */
export type EvidenceKind =
  | 'reference'
  | 'probe'
  | 'libraryPhoto'
  | 'frames'
  | 'sound'
  | 'video'
  | 'bestFrame'
  | 'captureRecord'

/** Where the evidence of one capture is; the ids lead nowhere after the purge. */
export interface CaptureEvidence {
  frames: string
  record: string
  /** Null where nothing was to be said. */
  sound: string | null
  /** The best first. */
  bestFrames: string[]
}

export interface EvidenceStore {
  put(
    record: Omit<EvidenceRecord, 'evidenceId' | 'sizeBytes'>,
    content: Uint8Array,
  ): Promise<string>
  /** Null when it was never there or is gone. */
  get(evidenceId: string): Promise<Uint8Array | null>
  delete(evidenceId: string): Promise<void>
  /** Erases everything of one owner: wrapped key first, then the files. */
  deleteOwner(owner: string): Promise<void>
}
