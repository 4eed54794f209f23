import type { Trouble } from '../../server/protocol/client/troubles.ts'
import { awaitPicture } from './awaitPicture.ts'
import { openCamera, stopStream, type CameraAnswer } from './openCamera.ts'
import { createSoundContext, openMicrophone, type Microphone } from './openMicrophone.ts'

/** The camera, and where something is to be said the microphone, both delivering. */
export interface Devices {
  facts: Extract<CameraAnswer, { ok: true }>['facts']
  microphone: Microphone | null
  /** Called once when one of them stops by itself. */
  onLost: (tell: (trouble: Trouble) => void) => void
  /** All off; any number of times. */
  close: () => void
}

interface DevicesWanted {
  /** Plays the camera. */
  video: HTMLVideoElement
  withSound: boolean
  /** Where sound.js lies. */
  workletUrl: string
  /** Whether anybody still waits for the answer. */
  isWanted: () => boolean
}

/** Call it inside a gesture. A trouble when one is missing; null when nobody waits any more. */
export async function openDevices(wanted: DevicesWanted): Promise<Devices | Trouble | null> {
  const { video, withSound, workletUrl, isWanted } = wanted
  // Before the first wait, while the gesture still counts.
  const context = withSound ? createSoundContext() : null
  if (withSound && !context) return 'microphoneUnsupported'
  let stream: MediaStream | null = null
  let microphone: Microphone | null = null

  function close(): void {
    microphone?.close()
    stopStream(stream)
    if (context && context.state !== 'closed') void context.close().catch(() => undefined)
  }
  function giveUp(trouble: Trouble): Trouble | null {
    close()
    return isWanted() ? trouble : null
  }

  const camera = await openCamera(withSound)
  if (!camera.ok) return giveUp(camera.trouble)
  stream = camera.stream
  const hasPicture = isWanted() && (await awaitPicture(video, stream))
  if (!hasPicture) return giveUp('cameraBlack')
  if (context) {
    const opened = await openMicrophone(context, stream, workletUrl)
    if (typeof opened === 'string') return giveUp(opened)
    microphone = opened
  }
  if (!isWanted()) return giveUp('interrupted')
  const track = stream.getVideoTracks()[0]
  return {
    facts: camera.facts,
    microphone,
    onLost: tell => {
      track?.addEventListener('ended', () => tell('cameraBusy'))
      microphone?.onLost(() => tell('microphoneBusy'))
    },
    close,
  }
}
