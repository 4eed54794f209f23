/**
 * DetectInfoText.LivenessMode (SDK typings, faceid 2018-03-01). The wire has no number for a light
 * ceremony alone, so light and light with digits go as 4 (action + light).
 */
export const livenessModes = {
  unknown: 0,
  digit: 1,
  action: 2,
  silent: 3,
  light: 4,
  'light-digit': 4,
  nearFar: 5,
} as const

/** A value of LivenessMode on the wire. */
export type LivenessModeNumber = (typeof livenessModes)[keyof typeof livenessModes]
