/** Options of `npm run evaluate`; each kind reads its own. */
export interface EvaluateValues {
  json?: boolean
  plot?: string
  threshold?: string
  'write-calibration'?: boolean
  runs?: string
  seed?: string
  tries?: string
  mode?: string
  species?: string
  clips?: boolean
}

/** One kind of evaluation. Returns what `--json` prints as the last line. */
export interface EvaluateCommand {
  usage: string
  run(folder: string | null, values: EvaluateValues): Promise<object>
}
