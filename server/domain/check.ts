/**
 * One line of a verdict's explanation (R44): shown to integrators and operators, never to the
 * device.
 */
export interface Check {
  /** Stable, dotted: `probe.face.count`, `compare.sim`. */
  name: string
  value: number | string
  /** What the value was held against, with its direction: `≥ 70`, `= 1`, `0.2–0.8`. */
  threshold: string
  outcome: 'pass' | 'fail' | 'inconclusive'
}
