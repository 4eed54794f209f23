import type { AttackName } from './attacks/index.ts'
import { browserDevices, videoTracks, type Canvas } from './browserDevices.ts'
import { createBrowserMicrophone } from './browserMicrophone.ts'
import { createHandset, type HandsetSettings } from './createHandset.ts'
import type { PhoneMode } from './modes.ts'
import type { PictureSize } from './scene/plate.ts'
import type { Voice } from './voice/voice.ts'

/** What is needed of a browser; this folder also runs where there is none. */
declare const document: { createElement(name: 'canvas'): Canvas }
declare const navigator: { mediaDevices: object }
declare class Worker {
  constructor(address: string)
  postMessage(message: ToCamera, transfer: readonly ArrayBufferLike[]): void
  addEventListener(type: 'message', hear: (event: { data: Uint8ClampedArray }) => void): void
  terminate(): void
}
declare const MediaStream: new (tracks: readonly object[]) => object

/** What the page tells its camera (browserCameraWorker.ts); times are the page's performance.now(). */
export type ToCamera =
  | { type: 'start'; handset: HandsetSettings; intervalMs: number; originMs: number }
  | { type: 'show'; colour: string; atMs: number }
  | { type: 'ask'; digit: string | null; atMs: number }

export interface BrowserCameraSettings {
  /** Address of browserCameraWorker.ts, bundled. */
  workerUrl: string
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

/** So often the page is looked at, ms: about a display frame. */
const lookMs = 16

/**
 * A front camera and a microphone for pages that run without: takes the place of getUserMedia and
 * enumerateDevices with a canvas that shows the simulated person, lit by what the page shows at that moment,
 * and with what the person says. For end-to-end tests in a headless browser; bundle it for the page.
 *
 * Pictures are rendered in a worker, so that a page that is filmed paints like one that is not.
 *
 * @returns stops the camera
 */
export function installBrowserCamera(settings: BrowserCameraSettings): () => void {
  const { workerUrl, shownColour, shownDigit = () => null, intervalMs = 66 } = settings
  const size = settings.size ?? { widthPx: 480, heightPx: 640 }
  const { person, seed, mode, voices, attack } = settings
  const handsetSettings: HandsetSettings = {
    person,
    seed,
    frameSize: size,
    stillSize: size,
    ...(mode ? { mode } : {}),
    ...(voices ? { voices } : {}),
    ...(attack ? { attack } : {}),
  }
  // The same settings make the same person: this one is heard, the worker's is seen.
  const handset = createHandset(handsetSettings)
  const worker = new Worker(workerUrl)
  const tell = (message: ToCamera): void => worker.postMessage(message, [])
  const canvas = document.createElement('canvas')
  canvas.width = size.widthPx
  canvas.height = size.heightPx
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('no canvas in this browser')
  const image = context.createImageData(size.widthPx, size.heightPx)
  const hasPicture = new Promise<void>(resolve => {
    worker.addEventListener('message', ({ data }) => {
      image.data.set(data)
      context.putImageData(image, 0, 0)
      resolve()
    })
  })
  let lastColour: string | null = null
  let lastDigit: string | null = null

  function show(colour: string, atMs: number): void {
    handset.show(colour, atMs)
    tell({ type: 'show', colour, atMs })
  }

  function look(): void {
    const atMs = performance.now()
    const colour = shownColour()
    if (colour !== lastColour) {
      show(colour ?? handset.situation.screen.idleColour, atMs)
      lastColour = colour
    }
    const digit = shownDigit()
    if (digit !== lastDigit) {
      // The first thing that is shown starts the performance.
      if (lastColour === null) show(handset.situation.screen.idleColour, atMs)
      handset.ask({ digit }, atMs)
      tell({ type: 'ask', digit, atMs })
      lastDigit = digit
    }
  }

  const { timeOrigin: originMs } = performance
  tell({ type: 'start', handset: handsetSettings, intervalMs, originMs })
  const timer = setInterval(look, lookMs)
  const openMicrophone = createBrowserMicrophone(handset)
  Object.defineProperties(navigator.mediaDevices, {
    getUserMedia: {
      value: async ({ video, audio }: { video?: unknown; audio?: unknown }) => {
        // Within the gesture of which the browser was asked.
        const sound = audio ? openMicrophone() : []
        await hasPicture
        return new MediaStream([...(video ? videoTracks(canvas) : []), ...sound])
      },
    },
    enumerateDevices: { value: async () => browserDevices },
  })
  return () => {
    clearInterval(timer)
    worker.terminate()
  }
}
