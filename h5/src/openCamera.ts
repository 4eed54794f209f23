import type { Trouble } from '../../server/protocol/client/troubles.ts'
import type { ClientMessage } from '../../server/protocol/capture.ts'
import { explainRefusal } from './explainRefusal.ts'

type CameraFacts = Extract<ClientMessage, { type: 'hello' }>['camera']

export type CameraAnswer =
  { ok: true; stream: MediaStream; facts: CameraFacts } | { ok: false; trouble: Trouble }

/** Enough for a still of 480 × 640 upright on every phone; larger only costs heat. */
const wanted: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
}

const rearLabel = /\b(back|rear|environment)\b|后置|後置|背面/i
const frontLabel = /\b(front|user|facetime|selfie)\b|前置|正面/i

/** The voice as it is; wishes, which a browser that does not know them leaves out. */
const soundWishes: MediaTrackConstraints = {
  channelCount: 1,
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
}

/**
 * The front camera, and no other (R21): asked for exactly; a browser that does not know which way a
 * camera looks is asked again without force, and what comes back must not look away from the person.
 * With sound, one question asks for both: an answer without the microphone is none. Call it inside a
 * gesture.
 */
export async function openCamera(withSound: boolean): Promise<CameraAnswer> {
  if (!window.isSecureContext) return { ok: false, trouble: 'notSecure' }
  // Missing in old web views although the types say otherwise.
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (typeof devices?.getUserMedia !== 'function')
    return { ok: false, trouble: 'cameraUnsupported' }
  try {
    const stream = await askForFront(devices, withSound)
    return stream
      ? { ok: true, stream, facts: factsOf(stream.getVideoTracks()[0]!) }
      : { ok: false, trouble: 'cameraRear' }
  } catch (error) {
    return { ok: false, trouble: await explainRefusal(devices, error, withSound) }
  }
}

async function askForFront(devices: MediaDevices, withSound: boolean): Promise<MediaStream | null> {
  const ask = (
    video: MediaTrackConstraints,
    audio: MediaStreamConstraints['audio'] = withSound && soundWishes,
  ) => devices.getUserMedia({ audio, video: { ...wanted, ...video } })
  const first =
    (await unlessOverconstrained(ask({ facingMode: { exact: 'user' } }))) ??
    (withSound ? await unlessOverconstrained(ask({ facingMode: 'user' })) : null) ??
    // Without any wish about sound, for browsers that take wishes for demands.
    (await ask({ facingMode: 'user' }, withSound))
  if (!looksAway(first)) return first
  stopStream(first)
  const front = (await devices.enumerateDevices()).find(
    device => device.kind === 'videoinput' && frontLabel.test(device.label),
  )
  if (!front) return null
  const second = await ask({ deviceId: { exact: front.deviceId } })
  if (!looksAway(second)) return second
  stopStream(second)
  return null
}

/** Null when no device meets what was asked for. */
async function unlessOverconstrained(asked: Promise<MediaStream>): Promise<MediaStream | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && error.name === 'OverconstrainedError') return null
    throw error
  }
}

function looksAway(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0]
  if (!track) return true
  return factsOf(track).facing === 'environment'
}

function factsOf(track: MediaStreamTrack): CameraFacts {
  const { facingMode, width, height, frameRate } = track.getSettings()
  const facing =
    facingMode === 'user' || facingMode === 'environment'
      ? facingMode
      : rearLabel.test(track.label)
        ? 'environment'
        : 'unknown'
  return {
    // The server reads 200 characters.
    label: track.label.slice(0, 200),
    facing,
    widthPx: width ?? 0,
    heightPx: height ?? 0,
    frameRate: Math.round(frameRate ?? 0),
  }
}

/** Camera and microphone off; any number of times. */
export function stopStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
