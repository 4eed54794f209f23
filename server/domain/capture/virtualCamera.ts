import type { Check } from '../check.ts'

/**
 * Names that software cameras give themselves (liveness.md §6: low to medium worth, a label is what
 * the client says). Recorded for the operator, never the reason of a verdict.
 */
const softwareNames =
  /\b(obs|manycam|vcam|snap ?camera|e2esoft|virtual|xsplit|splitcam|droidcam|iriun|fake|dummy|unity capture)\b|虚拟/i

/** Says what the label of the camera tells; `value` is the label itself, shortened. */
export function checkCameraLabel(label: string): Check {
  const isSoftware = softwareNames.test(label.replaceAll(/[_-]/g, ' '))
  return {
    name: 'capture.camera',
    value: label.slice(0, 80),
    threshold: 'not a software camera',
    outcome: isSoftware ? 'inconclusive' : 'pass',
  }
}

/** R21: labels of cameras on the back; `facing` is not reported by every browser. */
export function isRearCamera(label: string, facing: 'user' | 'environment' | 'unknown'): boolean {
  if (facing !== 'unknown') return facing === 'environment'
  return /\b(back|rear|environment)\b|后置|背面/i.test(label)
}
