import type { AttackName } from './attacks/index.ts'
import { createBrowserMicrophone } from './browserMicrophone.ts'
import { createHandset } from './createHandset.ts'
import type { PhoneMode } from './modes.ts'
import type { PictureSize } from './scene/plate.ts'
import type { Voice } from './voice/voice.ts'

/** What is needed of a browser; this folder also runs where there is none. */
declare const document: { createElement(name: 'canvas'): Canvas }
declare const navigator: { mediaDevices: object }
declare const MediaStream: new (tracks: readonly object[]) => object

interface Canvas {
  width: number
  height: number
  getContext(
    kind: '2d',
    options: { alpha: boolean },
  ): {
    createImageData(width: number, height: number): { data: Uint8ClampedArray }
    putImageData(image: { data: Uint8ClampedArray }, x: number, y: number): void
  } | null
  captureStream(): { getVideoTracks(): { getSettings(): object }[] }
}

export interface BrowserCameraSettings {
  /** Seed of the person's face (people.ts). */
  person: number
  /** Pose, light, noise, voice and timing. */
  seed: number
  /** Which challenge will be performed; default light. */
  mode?: PhoneMode
  /** Who may speak; needed for modes with digits. */
  voices?: readonly Voice[]
  attack?: AttackName
  /** Colour that lights the face now, as computed style gives it; null = nothing special. */
  shownColour: () => string | null
  /** Digit that the page asks for now; null = none. Without it nothing is said. */
  shownDigit?: () => string | null
  /** What the camera delivers; default 480 × 640. */
  size?: PictureSize
  /** ms between frames; default 66. */
  intervalMs?: number
}

const common = { groupId: 'phone', toJSON: () => ({}) }
const camera = { ...common, deviceId: 'front', kind: 'videoinput', label: 'Front Camera' }
const microphone = { ...common, deviceId: 'built-in', kind: 'audioinput', label: 'Microphone' }

/**
 * A front camera and a microphone for pages that run without: takes the place of getUserMedia and
 * enumerateDevices with a canvas that shows the simulated person, lit by what the page shows at that moment,
 * and with what the person says. For end-to-end tests in a headless browser; bundle it for the page.
 *
 * @returns stops the camera
 */
export function installBrowserCamera(settings: BrowserCameraSettings): () => void {
  const { shownColour, shownDigit = () => null, intervalMs = 66 } = settings
  const size = settings.size ?? { widthPx: 480, heightPx: 640 }
  const { person, seed, mode, voices, attack } = settings
  const handset = createHandset({
    person,
    seed,
    frameSize: size,
    stillSize: size,
    ...(mode ? { mode } : {}),
    ...(voices ? { voices } : {}),
    ...(attack ? { attack } : {}),
  })
  const canvas = document.createElement('canvas')
  canvas.width = size.widthPx
  canvas.height = size.heightPx
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('no canvas in this browser')
  const image = context.createImageData(size.widthPx, size.heightPx)
  image.data.fill(255)
  let lastColour: string | null = null
  let lastDigit: string | null = null

  function draw(): void {
    const nowMs = performance.now()
    const colour = shownColour()
    if (colour !== lastColour) {
      handset.show(colour ?? handset.situation.screen.idleColour, nowMs)
      lastColour = colour
    }
    const digit = shownDigit()
    if (digit !== lastDigit) {
      // The first thing that is shown starts the performance.
      if (lastColour === null) handset.show(handset.situation.screen.idleColour, nowMs)
      handset.ask({ digit }, nowMs)
      lastDigit = digit
    }
    const { rgb } = handset.frame(nowMs)
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
      image.data[to] = rgb[from]!
      image.data[to + 1] = rgb[from + 1]!
      image.data[to + 2] = rgb[from + 2]!
    }
    context!.putImageData(image, 0, 0)
  }

  // What is rendered late would hold up the page's own painting.
  handset.prepare()
  draw()
  const timer = setInterval(draw, intervalMs)
  const openMicrophone = createBrowserMicrophone(handset)
  Object.defineProperties(navigator.mediaDevices, {
    getUserMedia: {
      value: async ({ video, audio }: { video?: unknown; audio?: unknown }) =>
        new MediaStream([
          ...(video ? videoTracks(canvas) : []),
          ...(audio ? openMicrophone() : []),
        ]),
    },
    enumerateDevices: { value: async () => [camera, microphone] },
  })
  return () => clearInterval(timer)
}

/** The canvas as a track that describes itself as a phone's front camera does. */
function videoTracks(canvas: Canvas): object[] {
  const [track] = canvas.captureStream().getVideoTracks()
  if (!track) return []
  const settings = track.getSettings()
  Object.defineProperties(track, {
    label: { value: camera.label },
    getSettings: {
      value: () => ({
        ...settings,
        deviceId: camera.deviceId,
        facingMode: 'user',
        width: canvas.width,
        height: canvas.height,
      }),
    },
  })
  return [track]
}
