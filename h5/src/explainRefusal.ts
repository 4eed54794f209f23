import type { Trouble } from '../../server/protocol/client/troubles.ts'

type Fault = 'Refused' | 'Missing' | 'Busy' | 'Unsupported'

const faultOfError: Readonly<Record<string, Fault>> = {
  NotAllowedError: 'Refused',
  PermissionDeniedError: 'Refused',
  SecurityError: 'Refused',
  NotFoundError: 'Missing',
  DevicesNotFoundError: 'Missing',
  NotReadableError: 'Busy',
  TrackStartError: 'Busy',
  AbortError: 'Busy',
}

/**
 * What an error of getUserMedia means. Where camera and microphone were asked for together the error
 * does not say which of them it is about: the permissions, the list of devices, and at last the camera
 * alone are asked.
 */
export async function explainRefusal(
  devices: MediaDevices,
  error: unknown,
  withSound: boolean,
): Promise<Trouble> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  const fault = faultOfError[name] ?? 'Unsupported'
  if (!withSound) return `camera${fault}`
  if (fault === 'Refused') {
    const known = await readPermissions()
    if (known) return known
  } else if (fault === 'Missing') {
    const kinds = await listKinds(devices)
    if (kinds.has('videoinput') && !kinds.has('audioinput')) return 'microphoneMissing'
    if (kinds.has('audioinput') && !kinds.has('videoinput')) return 'cameraMissing'
  }
  return (await opensAlone(devices)) ? `microphone${fault}` : `camera${fault}`
}

/** Null where the browser does not tell (web views before 2022). */
async function readPermissions(): Promise<Trouble | null> {
  const [camera, microphone] = await Promise.all([stateOf('camera'), stateOf('microphone')])
  if (camera === null || microphone === null) return null
  if (camera === microphone) return camera === 'granted' ? null : 'bothRefused'
  if (microphone === 'denied' || camera === 'granted') return 'microphoneRefused'
  return 'cameraRefused'
}

async function stateOf(name: 'camera' | 'microphone'): Promise<PermissionState | null> {
  try {
    const permissions: Permissions | undefined = navigator.permissions
    return permissions ? (await permissions.query({ name })).state : null
  } catch {
    return null
  }
}

async function listKinds(devices: MediaDevices): Promise<ReadonlySet<MediaDeviceKind>> {
  try {
    return new Set((await devices.enumerateDevices()).map(({ kind }) => kind))
  } catch {
    return new Set()
  }
}

/** Whether the camera would have come without the microphone. */
async function opensAlone(devices: MediaDevices): Promise<boolean> {
  try {
    const stream = await devices.getUserMedia({ audio: false, video: true })
    for (const track of stream.getTracks()) track.stop()
    return true
  } catch {
    return false
  }
}
