import type { SlotName } from '../../../models/slotNames.ts'

/** What the operator typed: `models:add -- VERB <args…> --entry FILE`. */
export interface AddRequest {
  args: string[]
  /** The option --entry. */
  entry: string | undefined
  /** Folder of the operator's models: DATA_DIR/models. */
  ownFolder: string
}

/** What was done; printed as lines, and with --json as one object. */
export interface AddReport {
  slot: SlotName
  outcome: 'filled' | 'emptied'
  /** Sums of the files that were read. */
  sources: { path: string; sha256: string; note: string }[]
  /** What now lies in the operator's folder. */
  files: { path: string; sha256: string; sizeBytes: number }[]
  /** What the operator should know or do next. */
  notes: string[]
}

/** One way to fill or empty a slot. */
export interface AddVerb {
  usage: string
  /** @throws UsageError, ModelFileError, VisionError */
  run(request: AddRequest): Promise<AddReport>
}
