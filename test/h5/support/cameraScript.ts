import sharp from 'sharp'
import { renderPortrait } from '../../../server/phone/render/portrait.ts'

/** How the injected camera and microphone behave. */
export type CameraFault =
  | 'none'
  | 'NotAllowedError'
  | 'NotReadableError'
  | 'NotFoundError'
  | 'black'
  | 'rear'
  | 'missingApi'
  | 'notSecure'
  /** Both asked for: an error; the camera alone: a picture. */
  | 'microphoneNotAllowed'
  | 'microphoneNotReadable'
  | 'microphoneNotFound'
  | 'microphoneNotKnown'
  /** A microphone from which no sample ever comes. */
  | 'microphoneDead'
  /** Takes wishes about sound for demands. */
  | 'wishes'

/** The error of getUserMedia for camera and microphone together. */
const soundErrors: Partial<Record<CameraFault, string>> = {
  microphoneNotAllowed: 'NotAllowedError',
  microphoneNotReadable: 'NotReadableError',
  microphoneNotFound: 'NotFoundError',
  microphoneNotKnown: 'NotSupportedError',
}

/** What the injected microphone hears. */
export const toneHz = 437

let picture: Promise<Buffer> | null = null

/** Takes a second; the same for every test. */
async function renderPicture(): Promise<Buffer> {
  const { rgb, widthPx, heightPx } = renderPortrait({ seed: 1, variation: 1 })
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

/**
 * A script for addInitScript: getUserMedia gives a canvas with a rendered person, moving a little
 * and noisy, so that no two frames are equal, and a tone. It first refuses `exact: 'user'`, as browsers do that do
 * not know which way a camera looks.
 */
export async function cameraScript(fault: CameraFault): Promise<string> {
  const jpeg = await (picture ??= renderPicture())
  const body = `
    const fault = ${JSON.stringify(fault)}
    const soundError = ${JSON.stringify(soundErrors[fault] ?? null)}
    const audioTrack = () => {
      const context = new AudioContext()
      const tone = context.createOscillator()
      const loudness = context.createGain()
      loudness.gain.value = 0.25
      tone.frequency.value = ${toneHz}
      const destination = context.createMediaStreamDestination()
      tone.connect(loudness).connect(destination)
      tone.start()
      return destination.stream.getAudioTracks()[0]
    }
    if (fault === 'microphoneDead') AudioContext.prototype.resume = async function () { await this.suspend() }
    if (fault === 'missingApi') Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
    else if (fault === 'notSecure') Object.defineProperty(window, 'isSecureContext', { value: false })
    else {
      if (fault === 'microphoneNotFound')
        navigator.mediaDevices.enumerateDevices = async () => [{ kind: 'videoinput', label: '' }]
      // Web views before 2022 do not tell.
      navigator.permissions.query = async () => { throw new TypeError('scripted') }
      window.cameraCalls = []
      window.cameraTracks = []
      const bytes = Uint8Array.from(atob(${JSON.stringify(jpeg.toString('base64'))}), c => c.charCodeAt(0))
      const picture = createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      navigator.mediaDevices.getUserMedia = async constraints => {
        window.cameraCalls.push(JSON.parse(JSON.stringify(constraints)))
        if (window.cameraFault ?? /Error$/.test(fault) ? (window.cameraFault ?? fault) !== 'none' : false)
          throw new DOMException('scripted', window.cameraFault ?? fault)
        if (constraints.video.facingMode && constraints.video.facingMode.exact)
          throw new DOMException('scripted', 'OverconstrainedError')
        if (constraints.audio && fault === 'wishes' && constraints.audio !== true)
          throw new DOMException('scripted', 'OverconstrainedError')
        if (constraints.audio && soundError) throw new DOMException('scripted', soundError)
        const canvas = document.createElement('canvas')
        canvas.width = 480
        canvas.height = 640
        const context = canvas.getContext('2d')
        const image = await picture
        let beat = 0
        const draw = () => {
          beat += 1
          context.fillStyle = '#000'
          context.fillRect(0, 0, 480, 640)
          if (fault === 'black') return
          context.drawImage(image, 3 * Math.sin(beat / 7), 2 * Math.cos(beat / 9), 480, 640)
          context.fillStyle = 'rgba(255,255,255,' + (0.02 + 0.02 * Math.random()) + ')'
          context.fillRect(Math.random() * 480, Math.random() * 640, 40, 40)
        }
        draw()
        const timer = setInterval(draw, 33)
        const stream = canvas.captureStream(30)
        const track = stream.getVideoTracks()[0]
        const stop = track.stop.bind(track)
        track.stop = () => { clearInterval(timer); stop() }
        Object.defineProperty(track, 'label', { value: fault === 'rear' ? 'camera 0, facing back' : 'front' })
        window.cameraTracks.push(track)
        if (constraints.audio) {
          stream.addTrack(audioTrack())
          window.cameraTracks.push(stream.getAudioTracks()[0])
        }
        return stream
      }
    }`
  return `(() => {${body}})()`
}
