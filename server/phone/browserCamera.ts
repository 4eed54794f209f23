import type { AttackName } from './attacks/index.ts'
import { createHandset } from './createHandset.ts'
import type { PictureSize } from './scene/plate.ts'

/** What is needed of a browser; this folder also runs where there is none. */
declare const document: { createElement(name: 'canvas'): Canvas }
declare const navigator: { mediaDevices: object }

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
  /** Pose, light, noise and timing. */
  seed: number
  attack?: AttackName
  /** Colour that lights the face now, as computed style gives it; null = nothing special. */
  shownColour: () => string | null
  /** What the camera delivers; default 480 × 640. */
  size?: PictureSize
  /** ms between frames; default 66. */
  intervalMs?: number
}

/**
 * A front camera for pages that run without one: takes the place of getUserMedia and enumerateDevices
 * with a canvas that shows the simulated person, lit by what the page shows at that moment. For
 * end-to-end tests in a headless browser; bundle it for the page.
 *
 * @returns stops the camera
 */
export function installBrowserCamera(settings: BrowserCameraSettings): () => void {
  const { person, seed, attack, shownColour, intervalMs = 66 } = settings
  const size = settings.size ?? { widthPx: 480, heightPx: 640 }
  const handset = createHandset({
    person,
    seed,
    frameSize: size,
    stillSize: size,
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

  function draw(): void {
    const nowMs = performance.now()
    const colour = shownColour()
    if (colour !== lastColour) {
      handset.show(colour ?? handset.situation.screen.idleColour, nowMs)
      lastColour = colour
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
  const { mediaDevices } = navigator
  const device = {
    deviceId: 'front',
    groupId: 'front',
    kind: 'videoinput' as const,
    label: 'Front Camera',
    toJSON: () => ({}),
  }
  Object.defineProperties(mediaDevices, {
    getUserMedia: { value: async () => streamOf(canvas, device) },
    enumerateDevices: { value: async () => [device] },
  })
  return () => clearInterval(timer)
}

/** A live stream of the canvas that describes itself as a phone's front camera does. */
function streamOf(canvas: Canvas, device: { deviceId: string; label: string }) {
  const stream = canvas.captureStream()
  const [track] = stream.getVideoTracks()
  if (!track) return stream
  const settings = track.getSettings()
  Object.defineProperties(track, {
    label: { value: device.label },
    getSettings: {
      value: () => ({
        ...settings,
        deviceId: device.deviceId,
        facingMode: 'user',
        width: canvas.width,
        height: canvas.height,
      }),
    },
  })
  return stream
}
