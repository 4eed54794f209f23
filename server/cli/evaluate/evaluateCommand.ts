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
  recorded?: boolean
  fps?: string
  keep?: string
  demo?: string
}

/** What an evaluation found. */
export interface Evaluation {
  /** What `--json` prints as the last line. */
  figures: object
  /** The picture of `--plot`, an SVG file. */
  draw?: () => string
}

/** One kind of evaluation. */
export interface EvaluateCommand {
  usage: string
  /** Whether `--plot` may be given. */
  draws: boolean
  run(folder: string | null, values: EvaluateValues): Promise<Evaluation>
}
