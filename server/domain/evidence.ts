/** What is kept of a person, encrypted, until its purge time. */
export interface EvidenceRecord {
  evidenceId: string
  /** `session:<BizToken>`, `attempt:<Seq>` or `person:<hash>`. */
  owner: string
  kind: 'reference' | 'probe' | 'libraryPhoto'
  sizeBytes: number
  createdAt: number
  /** Null = kept until it is deleted by hand (library photos). */
  purgeAt: number | null
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
