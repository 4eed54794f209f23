import type { ModelSlots } from '../../models/manifest.ts'

/** From which summed score a recording holds a code, with what the slots hold. */
export function digitThresholdOf({ digits, digitsAcoustic }: ModelSlots): number {
  // A recogniser listens alone (openDigitScorers.ts).
  if (digits.file !== null && digits.recogniser) return digits.threshold.value
  if (digitsAcoustic.file !== null) return digitsAcoustic.threshold.value
  // An empty slot has no scorer: opening it fails before anything is judged.
  return digits.file === null ? Infinity : digits.threshold.value
}
