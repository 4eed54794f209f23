import type { Trouble } from '../../../../server/protocol/client/troubles.ts'

/** What the page's camera component says, waited for. */
export interface CameraGate {
  /** Null = go on: it said that it is ready, or said nothing (some phones and containers never do). */
  opened: Promise<Trouble | null>
  onReady: () => void
  onError: (message: string) => void
}

/** A camera that has not spoken by now is taken to be on, ms. */
const silentMs = 1_500

export function openCamera(): CameraGate {
  let settle: (trouble: Trouble | null) => void = () => undefined
  const opened = new Promise<Trouble | null>(resolve => {
    settle = resolve
    setTimeout(() => resolve(null), silentMs)
  })
  return {
    opened,
    onReady: () => settle(null),
    onError: message => settle(readCameraError(message)),
  }
}

/** The component's errors are sentences, in several languages and without codes. */
function readCameraError(message: string): Trouble {
  return /auth|deny|denied|permission|拒绝|授权/i.test(message) ? 'cameraRefused' : 'cameraBusy'
}
