/** Log-likelihoods of a recording's frames: `values[frame * columns + column]`. */
export interface ScoreTable {
  values: Float32Array
  frames: number
  columns: number
}
